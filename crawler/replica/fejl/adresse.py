"""Faults of address. A krisecenter's page has its address too; only that it is missing may be found there."""

import re
from random import Random

from crawler.replica.fejl.art import Fejlart, side_fejl
from crawler.replica.navne import make_saervej
from crawler.replica.side import Side
from domain.reference import load_postnumre
from domain.tekst import fold


def _vej(side: Side) -> str:
    return side.adresselinjer[0]


def _post(side: Side) -> str:
    return side.adresselinjer[1]


def _vej_elsewhere(side: Side) -> str:
    """Give the street line on a street that no other page has: the same one in the wrong town would be a real place."""
    return f"{make_saervej(*side.noegle)}{_vej(side).removeprefix(_vejnavn(side))}"


def _vejnavn(side: Side) -> str:
    return re.split(r"\s\d", _vej(side))[0]


def _is_open(side: Side) -> bool:
    return not side.er_hemmelig


def _is_secret(side: Side) -> bool:
    return side.er_hemmelig and "§ 109" in side.typer


def _drop_husnummer(side: Side, terning: Random) -> Side:
    return side.move(_vejnavn(side) + terning.choice(("", "", " u/n")), _post(side))


def _invent_postnr(side: Side, terning: Random) -> Side:
    numre = load_postnumre()
    postnr = next(n for n in iter(lambda: str(terning.randint(2000, 9989)), "") if n not in numre)
    return side.move(_vej_elsewhere(side), f"{postnr} {side.afdeling.by}")


def _swap_by(side: Side, terning: Random) -> Side:
    egen = _first_word(str(side.afdeling.by))
    byer = sorted({p.navn for p in load_postnumre().values() if not p.er_stormodtager and _first_word(p.navn) != egen})
    return side.move(_vej_elsewhere(side), f"{side.afdeling.postnr} {terning.choice(byer)}")


def _first_word(by: str) -> str:
    return fold(by).split()[0]


def _cut_post_line(side: Side, terning: Random) -> Side:
    postnr, by = str(side.afdeling.postnr), str(side.afdeling.by)
    uden = ((), (by,), (postnr,), (f"{postnr[:3]} {by}",), (f"{postnr}0 {by}",))
    return side.move(_vej_elsewhere(side), *terning.choice(uden))


def _use_postboks(side: Side, terning: Random) -> Side:
    return side.move(f"{terning.choice(('Postboks', 'Boks', 'P.O. Box'))} {terning.randint(10, 999)}", _post(side))


ADRESSE: tuple[Fejlart, ...] = (
    side_fejl("ADRESSE-001", 2, lambda side, _: side.move(), passer=_is_secret, navn="ADRESSE-001 krisecenter"),
    side_fejl("ADRESSE-001", 8, lambda side, _: side.move(), passer=_is_open),
    side_fejl("ADRESSE-002", 10, _drop_husnummer, passer=_is_open),
    side_fejl("ADRESSE-003", 7, _invent_postnr, passer=_is_open),
    side_fejl("ADRESSE-004", 14, _swap_by, passer=_is_open),
    side_fejl("ADRESSE-005", 12, _cut_post_line, passer=_is_open),
    side_fejl("ADRESSE-006", 7, _use_postboks, passer=_is_open),
)
