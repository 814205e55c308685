"""The frame made of the register's units: who is left out and why, which stratum, and what is published of each."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from domain.felter import ADRESSEFELTER
from domain.stikproeve import Enhed, Population
from sampling.design import FLAGGET, OEVRIGE, UFLAGGET, Design, Stratumtegn, name_strata
from sampling.traek import ramme_sha256
from warehouse.stikproever.kilde import Kandidat
from warehouse.stikproever.ramme import Rammeenhed

LUKKET, NYLIGT_UDTRUKKET, BESKYTTET_ADRESSE = "lukket", "nyligt_udtrukket", "beskyttet_adresse"

_OFFENTLIGE_TEGN = 32


@dataclass(frozen=True, kw_only=True)
class Ramme:
    """A frame before it is stored, with the hash of what is published of it."""

    enheder: tuple[Rammeenhed, ...]
    sha256: str


def build_ramme(  # noqa: PLR0913 - all that a frame depends on, by name
    kandidater: Sequence[Kandidat],
    design: Design,
    *,
    punkter: Collection[str],
    udtrukne: Collection[str],
    flaggede: Collection[str],
    skriv_id: Callable[[str], str],
    mindste_celle: int = 0,
) -> Ramme:
    """Put the units of a register in strata.

    Args:
        kandidater: Every unit of the population.
        design: What the strata are made of.
        punkter: The items; with an address among them, krisecentre (SEL § 109) are left out.
        udtrukne: Units drawn in the last rounds, left out too.
        flaggede: Units of which a rule had found something in an item.
        skriv_id: Gives the id that is published of a unit.
        mindste_celle: Units below which a stratum may not be published, those left out counted too.

    Raises:
        StikproeveFejl: There is no unit.
    """
    om_adresser = bool(ADRESSEFELTER & set(punkter))
    grunde = {k.enhed_id: _find_grund(k, udtrukne, om_adresser=om_adresser) for k in kandidater}
    tegn = {k.enhed_id: _read_tegn(k, design, flaggede) for k in kandidater}
    antal = Counter[tuple[str, ...]]()
    for enhed_id, vaerdier in tegn.items():
        antal[vaerdier] += grunde[enhed_id] is None
    strata = _hide_few(name_strata(design, antal), Counter(tegn.values()), mindste_celle)
    enheder = tuple(
        Rammeenhed(
            enhed=Enhed(
                enhed_id=k.enhed_id,
                stratum=strata[tegn[k.enhed_id]],
                socialtilsyn=k.socialtilsyn,
                type=k.type,
                ejerform=k.ejerform,
                udelukket=grunde[k.enhed_id],
            ),
            offentligt_id=skriv_id(k.enhed_id),
        )
        for k in kandidater
    )
    return Ramme(enheder=enheder, sha256=ramme_sha256(publish(enheder)))


def _hide_few(
    strata: Mapping[tuple[str, ...], str], antal: Mapping[tuple[str, ...], int], mindste_celle: int
) -> dict[tuple[str, ...], str]:
    """Put the smallest stratum together with the next smallest until none has too few to be published."""
    dele = dict(strata)
    while True:
        samlet = Counter[str]()
        for vaerdier, stratum in dele.items():
            samlet[stratum] += antal[vaerdier]
        mindste = sorted(samlet, key=lambda stratum: (samlet[stratum], stratum))[:2]
        if len(samlet) == 1 or samlet[mindste[0]] >= mindste_celle:
            return dele
        dele = {vaerdier: OEVRIGE if stratum in mindste else stratum for vaerdier, stratum in dele.items()}


def publish(enheder: Iterable[Rammeenhed]) -> tuple[Enhed, ...]:
    """Give the units of a frame as they are hashed, drawn and published: by their public ids."""
    return tuple(replace(en.enhed, enhed_id=en.offentligt_id) for en in enheder)


def count_udelukkede(enheder: Iterable[Enhed]) -> Mapping[str, int]:
    """Count the units left out, by reason."""
    return Counter(enhed.udelukket for enhed in enheder if enhed.udelukket is not None)


def choose_skriv_id(population: Population, *, nummer: str, noegle: str) -> Callable[[str], str]:
    """Give what writes the public id of a unit.

    That of a tilbud is its own, with signs that would break the public list escaped. That of a plejefamilie is a hash
    keyed with `noegle` and the control's number: without the key nobody can find the family by trying all numbers, and
    one family cannot be followed from control to control.
    """
    if population is Population.TILBUD:
        return _escape

    def write(enhed_id: str) -> str:
        tekst = f"stikproeve|{nummer}|{enhed_id}".encode()
        return hmac.new(noegle.encode(), tekst, hashlib.sha256).hexdigest()[:_OFFENTLIGE_TEGN]

    return write


def _escape(enhed_id: str) -> str:
    return quote(enhed_id, safe="")


def _find_grund(kandidat: Kandidat, udtrukne: Collection[str], *, om_adresser: bool) -> str | None:
    if not kandidat.er_set:
        return LUKKET
    if om_adresser and kandidat.er_beskyttet:
        return BESKYTTET_ADRESSE
    return NYLIGT_UDTRUKKET if kandidat.enhed_id in udtrukne else None


def _read_tegn(kandidat: Kandidat, design: Design, flaggede: Collection[str]) -> tuple[str, ...]:
    vaerdier = {
        Stratumtegn.SOCIALTILSYN: kandidat.socialtilsyn,
        Stratumtegn.TYPE: kandidat.type,
        Stratumtegn.EJERFORM: kandidat.ejerform,
        Stratumtegn.FLAGGET: FLAGGET if kandidat.enhed_id in flaggede else UFLAGGET,
    }
    return tuple(vaerdier[tegn] for tegn in design.strata)
