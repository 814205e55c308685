"""The rules, their registry and catalogue, and the one runner that hands them to Great Expectations."""
