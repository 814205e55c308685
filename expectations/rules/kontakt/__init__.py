"""Rules on how the tilbud is reached."""
