"""The address register (DAR): loaded from files, kept in a file of its own, and washed against."""
