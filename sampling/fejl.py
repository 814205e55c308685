"""What can be wrong with a design, a frame or a file of a draw, said so that a person knows what to do."""


class StikproeveFejl(ValueError):
    """A control cannot be planned, drawn or computed as asked; the message is Danish and says what to do."""
