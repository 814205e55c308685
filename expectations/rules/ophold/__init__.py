"""Rules on what a stay costs the citizen."""
