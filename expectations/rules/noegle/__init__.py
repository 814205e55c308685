"""Rules on the årsrapport's nøgletal: when they came, their arithmetic and their signs (BEK ST § 14)."""
