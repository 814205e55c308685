"""What the first page says: whether the register can be trusted, how it has gone, what waits for a person."""
