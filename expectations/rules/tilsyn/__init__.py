"""Rules on who supervises."""
