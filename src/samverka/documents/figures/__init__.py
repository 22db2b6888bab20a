"""What can be told from bytes and plain values alone."""
