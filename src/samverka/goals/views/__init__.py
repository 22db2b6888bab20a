"""Pages of goals, one file for each part of a seat's work."""
