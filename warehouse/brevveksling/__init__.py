"""Writes whom mails go to, and what comes back: what people set, dead addresses, answers."""
