"""Stores every accepted state of the register and answers questions about it; knows no source."""
