"""Rules on the årsbudget: when it came, on which form, and whether its figures agree (STL § 16, BEK ST § 11)."""
