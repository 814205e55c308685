"""Rules on how old what is shown is."""
