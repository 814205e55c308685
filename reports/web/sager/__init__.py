"""One case on a page: where it stands, what may be done to it now, and what a choice would do."""
