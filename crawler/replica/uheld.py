"""What can go wrong with a portal, to be chosen for a replica. All are off unless asked for."""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from crawler.replica.terning import draw_lod

_LODDER = 10_000


class Kodning(StrEnum):
    """The bytes of a page, and what its head says they are."""

    UTF8 = "utf-8"
    LATIN1 = "latin-1"
    LATIN1_KALDT_UTF8 = "latin-1 kaldt utf-8"


class UheldFejl(ValueError):
    """A mishap that does not exist; the message is Danish."""


@dataclass(frozen=True, kw_only=True)
class Uheld:
    """The misbehaviour of a replica. A share (`…_andel`, 0 to 1) always hits the same detail pages.

    `nede`: connections are refused. `langsom_s`: seconds before every answer. `status`: answer of the hit detail
    pages, the first `status_forsoeg` times (None: always), with `retry_after_s` as header. `status_liste`: the same
    for lists. `challenge_status` 403 has the shield's headers, 200 has nothing but the page itself. `afkortet_andel`:
    HTML cut in the middle. `flytninger`: how many times entries of a list move past the reader. `navne`: given to the
    first afdelinger. `kaempefelt`: a field of the first afdeling that gets `kaempe_tegn` characters. `dobbelt_id`: two
    afdelinger on the lists share their ids. `omdoebt`: a label and its new name. `toemt`: a field empty on every page.
    """

    nede: bool = False
    langsom_s: float = 0.0
    status: int | None = None
    status_andel: float = 1.0
    status_forsoeg: int | None = None
    retry_after_s: int | None = None
    status_liste: int | None = None
    challenge_andel: float = 0.0
    challenge_status: int = 403
    challenge_liste: bool = False
    fejlside_andel: float = 0.0
    afkortet_andel: float = 0.0
    ekstra_i_total: int = 0
    tom_liste: bool = False
    kodning: Kodning = Kodning.UTF8
    navne: tuple[str, ...] = ()
    kaempefelt: str | None = None
    kaempe_tegn: int = 1_000_000
    dobbelt_id: bool = False
    omdoebt: tuple[str, str] | None = None
    toemt: str | None = None
    robots_forbyder: bool = False
    flytninger: int = 1

    def to_json(self) -> str:
        """Give the mishaps as text for another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, tekst: str) -> "Uheld":
        """Read the mishaps back. Raises UheldFejl when the text is not JSON or names one that does not exist."""
        try:
            raa: dict[str, Any] = dict(json.loads(tekst))
        except (ValueError, TypeError) as fejl:
            raise UheldFejl(f"Uheld skal være et JSON-objekt: {fejl}.") from fejl
        ukendte = sorted(raa.keys() - {felt.name for felt in fields(cls)})
        if ukendte:
            raise UheldFejl(f"Ukendte uheld: {', '.join(ukendte)}.")
        for felt in ("navne", "omdoebt"):
            raa[felt] = tuple(raa[felt]) if raa.get(felt) else getattr(cls, felt)
        return cls(**{**raa, "kodning": Kodning(raa.get("kodning", Kodning.UTF8))})


def is_hit(noegle: tuple[str, str], andel: float, formaal: str) -> bool:
    """Tell whether a page is among the share that a mishap hits."""
    return draw_lod(formaal, *noegle) % _LODDER < andel * _LODDER
