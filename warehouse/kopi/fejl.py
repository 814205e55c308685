"""What can go wrong with a backup, said so that a person knows what to do."""

import errno

I_BRUG = "Databasen er i brug. Stop siderne (»tilbudstjek web«) og andre programmer, og prøv igen."


class KopiFejl(RuntimeError):
    """A backup that could not be taken, trusted or put back; the message is Danish and says what to do."""


def explain_disk(fejl: OSError) -> str:
    """Say why a disk did not take a file."""
    if fejl.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "disken er fuld"
    return (fejl.strerror or type(fejl).__name__).lower()
