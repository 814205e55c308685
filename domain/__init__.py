"""The vocabulary of the field: records, value types, rules and reference lists. Pure; imports nothing of the project."""
