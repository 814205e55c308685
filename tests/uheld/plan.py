"""Which fault a seed gives: drawn, so that any one can be made again."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.replica.uheld import Uheld
from tests.postkontor import AFBRYD, TAG_OG_AFBRYD, TAV
from tests.uheld.indgreb import AFSLUTNING, FIL, SAETNING
from tests.uheld.post import DRAEB

NAETTER = ("foerste", "hverdag", "hverdag", "hverdag", "sommertid", "vintertid")
MAILTIDER = ("hverdag", "posttid", "posttid")

# kind -> (weight, stages it can happen on, engines)
_BEGGE = ("sqlite", "postgresql")
ARTER: Mapping[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "dræbt ved en sætning": (12, (*NAETTER, "posttid"), _BEGGE),
    "dræbt ved en afslutning": (10, (*NAETTER, "posttid"), _BEGGE),
    "dræbt ved en fil": (8, NAETTER, _BEGGE),
    "dræbt på et tidspunkt": (8, NAETTER, _BEGGE),
    "hentningen dræbt": (6, NAETTER, _BEGGE),
    "dræbt under aflevering": (8, MAILTIDER, _BEGGE),
    "database fuld": (5, NAETTER, ("sqlite",)),
    "disk fuld": (6, (*NAETTER, "posttid"), _BEGGE),
    "database låst": (7, (*NAETTER, "posttid"), _BEGGE),
    "forbindelse afbrudt": (6, (*NAETTER, "posttid"), ("postgresql",)),
    "server genstartet": (4, (*NAETTER, "posttid"), ("postgresql",)),
    "server nede": (4, (*NAETTER, "posttid"), ("postgresql",)),
    "portal syg": (10, NAETTER, _BEGGE),
    "mailserver syg": (10, MAILTIDER, _BEGGE),
    "ur tilbage": (6, NAETTER, _BEGGE),
    "to på en gang": (8, (*NAETTER, "posttid"), _BEGGE),
}

_PORTAL: Mapping[str, Uheld] = {
    "nede": Uheld(nede=True),
    "liste 500": Uheld(status_liste=500),
    "sider 404": Uheld(status=404),
    "challenge på lister": Uheld(challenge_liste=True),
    "challenge på sider": Uheld(challenge_andel=1.0, challenge_status=200),
    "halv liste": Uheld(ekstra_i_total=40),
    "tom liste": Uheld(tom_liste=True),
    "afkortede sider": Uheld(afkortet_andel=1.0),
    "fejlside i stedet": Uheld(fejlside_andel=1.0),
    "hænger": Uheld(langsom_s=60.0),
    "omdøbt felt": Uheld(omdoebt=("Tilsynsførende myndighed", "Tilsyn ved")),
}
_SMTP = ("451", "452", "550", "554", AFBRYD, TAV, TAG_OG_AFBRYD)
_TRIN = ("mail", "rcpt", "data", "kvittering")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A fault: its kind, the stage it happens on, and what else was drawn.

    `andel` places it within the undisturbed run (0 the beginning, 1 the end), `igen` within the second attempt.
    """

    seed: int
    art: str
    scene: str
    sted: str
    andel: float
    igen: float | None = None
    portal: str | None = None
    smtp: Mapping[str, Any] = field(default_factory=dict)
    forskydning_min: int = 0

    @property
    def uheld(self) -> Uheld:
        """What the portal does."""
        return Uheld() if self.portal is None else _PORTAL[self.portal]


def make_plan(seed: int, lager: str) -> Plan:
    """Draw the fault of a seed; which kinds there are depends on the engine alone."""
    tag = random.Random(f"{seed} {lager}")  # noqa: S311
    mulige = {art: vaegt for art, (vaegt, _, lagre) in ARTER.items() if lager in lagre}
    art = tag.choices(list(mulige), list(mulige.values()))[0]
    sted = {"dræbt ved en afslutning": AFSLUTNING, "dræbt ved en fil": FIL}.get(art, SAETNING)
    if art == "ur tilbage":
        sted = tag.choice((SAETNING, AFSLUTNING, FIL))
    return Plan(
        seed=seed,
        art=art,
        scene=tag.choice(ARTER[art][1]),
        sted=sted,
        andel=tag.random(),
        igen=tag.random() if tag.random() < 0.25 and art.startswith(("dræbt", "ur")) else None,
        portal=tag.choice(list(_PORTAL)) if art == "portal syg" else None,
        smtp=_draw_smtp(art, tag),
        forskydning_min=tag.choice((-60, -60, -5, 24 * 60)) if art == "ur tilbage" else 0,
    )


def _draw_smtp(art: str, tag: random.Random) -> Mapping[str, Any]:
    if art == "dræbt under aflevering":
        return {"trin": tag.choice(_TRIN), "nr": tag.randint(1, 4), "hvad": DRAEB}
    if art == "mailserver syg":
        return {
            "trin": tag.choice(_TRIN),
            "nr": tag.randint(1, 4),
            "hvad": tag.choice(_SMTP),
            "antal": tag.choice((1, 2, 50)),
        }
    return {}
