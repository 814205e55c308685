"""Rules on takster."""
