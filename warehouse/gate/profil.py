"""What is remembered of an accepted fetch, so that the next can be held against it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from domain.afdeling import Afdeling
from domain.dump import Dump

FELTER = (
    "navn",
    "har_adresse",
    "adresse",
    "postnr",
    "by",
    "tilbuddets_adresse",
    "cvr",
    "p_nummer",
    "telefon",
    "email",
    "hjemmeside",
    "har_leder",
    "har_kontaktperson",
    "virksomhed",
    "virksomhedsform",
    "driftsaftale_med",
    "tilsynsmyndighed",
    "tilbudstyper",
    "pladser",
    "pladser_i_alt",
)


@dataclass(frozen=True, kw_only=True)
class Profil:
    """A fetch in numbers.

    `antal` afdelinger were listed, of which `sider` pages were had. `lister` are ids per list, `udfyldt` the pages on
    which each field is filled, `sideafvigelser` surprises by kind and name.
    """

    antal: int
    sider: int
    lister: Mapping[str, int]
    udfyldt: Mapping[str, int]
    sideafvigelser: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Give the profile as JSON can hold it."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Forrige:
    """The last accepted fetch: when it was made, and its profile."""

    tidspunkt: datetime
    profil: Profil


def measure(dump: Dump) -> Profil:
    """Count a dump. The same afdeling twice counts once."""
    afdelinger = {post.afdeling.noegle: post.afdeling for post in dump.poster}
    manglende = {(side.tilbudsid, side.afdelingsid) for side in dump.slut.manglende}
    return Profil(
        antal=len(manglende | afdelinger.keys()),
        sider=len(afdelinger),
        lister={navn: tal.fundet for navn, tal in dump.slut.lister.items()},
        udfyldt={felt: sum(_is_filled(afdeling, felt) for afdeling in afdelinger.values()) for felt in FELTER},
        sideafvigelser={f"{x.art}: {x.hvad}": x.antal for x in dump.slut.afvigelser},
    )


def _is_filled(afdeling: Afdeling, felt: str) -> bool:
    if felt == "pladser":
        return any(antal is not None for antal in afdeling.pladser.values())
    if felt == "pladser_i_alt":
        return afdeling.pladser_i_alt is not None
    return bool(getattr(afdeling, felt))
