"""What can go wrong when past nights are judged again."""


class GenbedoemFejl(RuntimeError):
    """The nights cannot be judged again as asked; the message is Danish and says what to do."""
