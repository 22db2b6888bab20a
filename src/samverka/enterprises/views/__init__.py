"""Pages of enterprises: request in, one question or one action, answer out."""
