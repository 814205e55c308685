"""The replica's pages: HTML of the structure that is known of the real ones, with its traps."""
