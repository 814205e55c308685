"""The page about the running of the program: what was expected, what is late, and who sees to it."""
