"""Made-up records, dumps and warehouses for the tests of every room."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from domain.afdeling import Afdeling
from domain.dump import Dump, Hoved, Listetal, Manglende, Post, Sideafvigelse, Slut, decode_dump, encode_dump
from domain.eksempel import fejlfri
from domain.eksempel_raekker import fejlfri_raekke
from domain.felter import FELTER
from warehouse.gate import STANDARD, Graenser
from warehouse.load import Indlaesning, load_dump

NAT_1 = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
NAT_2 = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
NAT_3 = datetime(2026, 11, 3, 1, 0, tzinfo=UTC)
NAT_4 = datetime(2026, 11, 4, 1, 0, tzinfo=UTC)


def make_afdeling(nummer: int = 1, **aendringer: Any) -> Afdeling:
    """A faultless afdeling of its own tilbud: `nummer` gives ids, name, address, phone and mail of its own."""
    return fejlfri(
        {
            "tilbudsid": str(1000 + nummer),
            "afdelingsid": str(nummer),
            "navn": f"Birkehuset {nummer}",
            "adresse": f"Prøvevænget {nummer % 199 + 1}",
            "tilbuddets_adresse": f"Prøvevænget {nummer % 199 + 1}, 5000 Odense C",
            "telefon": f"3240{nummer % 10000:04d}",
            "email": f"kontakt{nummer}@birkehuset.example.org",
            "p_nummer": str(1999000000 + nummer),
            "kilde_url": f"https://portal.example/tilbudDetaljeside/index?afdelingsid={nummer}",
            **aendringer,
        }
    )


def make_afdelinger(antal: int, **aendringer: Any) -> list[Afdeling]:
    """Faultless afdelinger 1 to `antal`, each its own tilbud, all with the same changes."""
    return [make_afdeling(nummer, **aendringer) for nummer in range(1, antal + 1)]


def make_post(
    afdeling: Afdeling, *, hentet: datetime = NAT_1, raa: Mapping[str, tuple[str, ...]] | None = None
) -> Post:
    """A record whose raw labels say what the afdeling says, unless `raa` is given."""
    return Post(afdeling=afdeling, raa=_labels(afdeling) if raa is None else raa, hentet=hentet.isoformat())


def make_dump(
    afdelinger: Iterable[Afdeling | Post],
    *,
    start: datetime = NAT_1,
    oplyst: Mapping[str, int | None] | None = None,
    manglende: Iterable[tuple[str, str] | Manglende] = (),
    afvigelser: Iterable[Sideafvigelse] = (),
    stoppet: str | None = None,
    adresse: str = "https://portal.example",
    tal: Mapping[str, int] | None = None,
) -> Dump:
    """A dump of a whole, honest fetch. `oplyst` overrides what lists claim as total; `manglende` are on `voksne`."""
    poster = tuple(x if isinstance(x, Post) else make_post(x, hentet=start) for x in afdelinger)
    sider = tuple(
        x if isinstance(x, Manglende) else Manglende(tilbudsid=x[0], afdelingsid=x[1], grund="http_503")
        for x in manglende
    )
    fundet = _count_lists(poster, len(sider))
    lister = {
        navn: Listetal(oplyst=(oplyst or {}).get(navn, antal), fundet=antal) for navn, antal in sorted(fundet.items())
    }
    slut = Slut(
        slut=start.isoformat(),
        antal=0,
        sha256="",
        lister=lister,
        manglende=sider,
        afvigelser=tuple(afvigelser),
        tal=tal or {"sider": len(poster)},
        stoppet=stoppet,
    )
    hoved = Hoved(koersel=f"proeve-{start:%Y%m%dT%H%M}", kilde="portal", adresse=adresse, start=start.isoformat())
    return decode_dump(encode_dump(hoved, poster, slut))


def make_udtraek(
    entiteter: Mapping[str, Iterable[Mapping[str, Any]]], *, start: datetime = NAT_1, kilde: str = "udtraek.xlsx"
) -> Dump:
    """A dump of a dataudtræk: each entity's rows as changes to the faultless one."""
    raekker = {navn: tuple(fejlfri_raekke(navn, x) for x in rows) for navn, rows in entiteter.items()}
    hoved = Hoved(koersel=f"udtraek-{start:%Y%m%dT%H%M}", kilde="dataudtraek", adresse=kilde, start=start.isoformat())
    slut = Slut(
        slut=start.isoformat(),
        antal=0,
        sha256="",
        lister={},
        entiteter={navn: len(rows) for navn, rows in raekker.items()},
    )
    return decode_dump(encode_dump(hoved, (), slut, [x for rows in raekker.values() for x in rows]))


def load_udtraek(
    engine: Engine,
    mappe: Path,
    entiteter: Mapping[str, Iterable[Mapping[str, Any]]],
    *,
    start: datetime = NAT_1,
    graenser: Graenser = STANDARD,
    begrundelse: str | None = None,
) -> Indlaesning:
    """Make a dataudtræk, write it in `mappe` and load it."""
    fil = write_dump(make_udtraek(entiteter, start=start), mappe)
    return load_dump(engine, fil, nu=start, graenser=graenser, begrundelse=begrundelse)


def write_dump(dump: Dump, mappe: Path, *, navn: str | None = None) -> Path:
    """The dump as a file in a folder; named by its content unless `navn` is given."""
    indhold = b"".join(encode_dump(dump.hoved, dump.poster, dump.slut, dump.raekker))
    fil = mappe / (navn or f"dump-{hashlib.sha256(indhold).hexdigest()[:12]}.jsonl")
    fil.write_bytes(indhold)
    return fil


def load_afdelinger(
    engine: Engine,
    mappe: Path,
    afdelinger: Iterable[Afdeling | Post],
    *,
    start: datetime = NAT_1,
    graenser: Graenser = STANDARD,
    begrundelse: str | None = None,
    **dump: Any,
) -> Indlaesning:
    """Make a dump, write it in `mappe` and load it: the shortest way to a warehouse with something in it."""
    fil = write_dump(make_dump(afdelinger, start=start, **dump), mappe)
    return load_dump(engine, fil, nu=start, graenser=graenser, begrundelse=begrundelse)


def _count_lists(poster: Iterable[Post], manglende: int) -> dict[str, int]:
    fundet = {"voksne": manglende} if manglende else {}
    for post in poster:
        for navn in post.afdeling.lister or ("voksne",):
            fundet[navn] = fundet.get(navn, 0) + 1
    return fundet or {"voksne": 0}


def _labels(afdeling: Afdeling) -> dict[str, tuple[str, ...]]:
    tekster = {
        navn: getattr(afdeling, navn)
        for navn in ("navn", "adresse", "cvr", "p_nummer", "telefon", "email", "virksomhed", "tilsynsmyndighed")
    }
    by = " ".join(tekst for tekst in (afdeling.postnr, afdeling.by) if tekst)
    raa: dict[str, tuple[str, ...]] = {FELTER[navn].etiket: (tekst,) for navn, tekst in tekster.items() if tekst}
    if by and afdeling.adresse:
        raa["Adresse"] = (afdeling.adresse, by)
    if afdeling.tilbudstyper:
        raa["Tilbudstype"] = afdeling.tilbudstyper
    return raa
