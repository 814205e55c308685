"""What can go wrong with the address register, said so that a person knows what to do."""


class AdresseFejl(RuntimeError):
    """The register cannot be loaded or read; the message is Danish and says what to do."""
