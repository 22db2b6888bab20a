"""Meetings of all kinds, the information meeting and the local day too.

Floor 6. Agenda in typed parts, invitations, attendance by list and by check-in. What shall give hours is a
meeting. Words: meeting, agenda part, invitation, sign-up, attendance, guest, material, evaluation.

"""
