"""Rules on the assumed belægningsprocent."""
