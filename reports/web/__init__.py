"""The report pages: served, or frozen to a folder."""
