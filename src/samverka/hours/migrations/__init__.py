"""Linear, named by what they do."""
