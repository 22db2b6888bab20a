"""The people of a seat: seven team seats from different areas, and the coordinator.

Floor 5. Hangs on the seat; does not know that calls exist. Words: team member, team seat, area, coordinator,
deputy.

"""
