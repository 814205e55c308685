"""What cannot be done with the address book and the answers."""


class BrevvekslingFejl(ValueError):
    """A choice that cannot be kept; the message is Danish and says what to do."""
