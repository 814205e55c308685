"""The door: who may see what, how they log in, and what is kept of it."""
