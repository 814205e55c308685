"""The vocabulary: records, value types, rules and reference lists. Pure; imports nothing of the project."""
