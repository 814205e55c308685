"""Addresses for machines that watch: alive, ready, and the metrics; none says a word of what the register holds."""
