"""Retention and erasure: what is too old or must go is deleted in small transactions, each with its proof."""
