"""The parts of a weekly mail in words, before they are set as plain text or HTML."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Raekke:
    """One line of a section: what it is about, a short figure, and what more there is to say of it.

    `andel` is a share in whole per cent to be drawn as a bar beside its figure, None for no bar.
    """

    hoved: str
    tal: str = ""
    under: tuple[str, ...] = ()
    andel: int | None = None


@dataclass(frozen=True, kw_only=True)
class Afsnit:
    """A section: its heading, what it is, its lines, and what is left out of them. `kolonner` head the lines."""

    overskrift: str
    kolonner: tuple[str, str]
    indledning: str | None = None
    raekker: tuple[Raekke, ...] = ()
    rest: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ugebrev:
    """A whole weekly mail in words."""

    emne: str
    hilsen: str
    indledning: tuple[str, ...]
    afsnit: tuple[Afsnit, ...]
    slutning: tuple[str, ...]
    svar_til: str
