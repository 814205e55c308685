"""What the warehouse answers: rows for the command line, and one module per report page."""
