"""Pages of learning examples."""
