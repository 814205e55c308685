"""Reads the messages that come back after mails: pure, by strangers' bytes; nothing is ever answered."""
