"""What can go wrong with a backup, said so that a person knows what to do."""

I_BRUG = "Databasen er i brug. Stop siderne (»tilbudstjek web«) og andre programmer, og prøv igen."


class KopiFejl(RuntimeError):
    """A backup that could not be taken, trusted or put back; the message is Danish and says what to do."""
