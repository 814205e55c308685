"""Cells as people type them, read to values: numbers, dates, yes and no, paragraphs. What is unsure is not guessed."""
