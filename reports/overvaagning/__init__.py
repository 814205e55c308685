"""What is expected to happen by itself, and what did not: for the page, the command line and the alarms alike."""
