"""Pages of the portal turned into records: pure functions, text in, frozen records out."""
