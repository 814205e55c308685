"""What a control refuses, said so that a person knows what is missing."""


class KontrolFejl(ValueError):
    """A step that the control does not allow; the message is Danish and says what to do first."""
