"""Pages of meetings: the list, one meeting, planning, attendance, check-in."""
