"""Rules on the auditing of takster."""
