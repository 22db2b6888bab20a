"""Working time, month by month: laid out, filled from attendance, confirmed, submitted, locked.

Floor 7. Fetches attendance from `meetings`; a meeting never pushes hours. Words: hour sheet, hour row,
reporting role, confirm, submit.

"""
