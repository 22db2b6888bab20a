"""Plain typed functions that build a small world through real actions."""
