"""Rules on the number of places."""
