"""Who reads the pages, and what they may."""

from dataclasses import dataclass
from enum import StrEnum


class Rolle(StrEnum):
    """What a person is here for; one each."""

    LAESER = "laeser"
    SAGSBEHANDLER = "sagsbehandler"
    ADMINISTRATOR = "administrator"
    SOCIALTILSYN = "socialtilsyn"


# Whom a page is for: a socialtilsyn reaches only pages that name it, and these show it its own portfolio alone.
MINISTERIET = frozenset({Rolle.LAESER, Rolle.SAGSBEHANDLER, Rolle.ADMINISTRATOR})
ALLE = frozenset(Rolle)
SAGSBEHANDLERE = frozenset({Rolle.SAGSBEHANDLER, Rolle.ADMINISTRATOR})
ADMINISTRATORER = frozenset({Rolle.ADMINISTRATOR})


@dataclass(frozen=True, kw_only=True)
class Bruger:
    """A person who is logged in. `brugernavn` is what a file note names; `tilsyn` the code of a socialtilsyn's user.

    Raises:
        ValueError: a user of a socialtilsyn without its code, or the code on anybody else.
    """

    brugernavn: str
    navn: str
    rolle: Rolle
    tilsyn: str | None = None

    def __post_init__(self) -> None:
        """Refuse a user whose portfolio is not known: it would be everybody's."""
        if (self.rolle is Rolle.SOCIALTILSYN) != (self.tilsyn is not None):
            raise ValueError("a user of a socialtilsyn has its code, and nobody else has one")


LOKAL = Bruger(brugernavn="lokal", navn="Lokal læser", rolle=Rolle.LAESER)
