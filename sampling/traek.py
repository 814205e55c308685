"""The draw: every unit of a stratum is ordered by a hash nobody could foresee, and the first are taken.

The manner is that of RFC 3797 and of the samplers of risk-limiting election audits: a public number, announced before
the frame was frozen and known only afterwards, decides. Anybody can redo it with a spreadsheet and a hash function.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.stikproeve import Enhed
from sampling.fejl import StikproeveFejl

# They separate the fields of what is hashed and of the public file: inside a field they would make two texts one.
_SKILLETEGN = frozenset('|;"\r\n')


@dataclass(frozen=True, kw_only=True)
class Traeklinje:
    """One unit that could be drawn: its place in the order of its stratum, counted from 1, and whether it was taken."""

    enhed_id: str
    stratum: str
    hash: str
    nummer_i_stratum: int
    er_udtrukket: bool


@dataclass(frozen=True, kw_only=True)
class Traek:
    """A draw: what it was drawn by, and every unit of the frame that was not excluded, by stratum and order."""

    nummer: str
    ramme_sha256: str
    offentligt_tal: str
    linjer: tuple[Traeklinje, ...]

    @property
    def udtrukne(self) -> tuple[str, ...]:
        """The ids of the units taken, by stratum and order."""
        return tuple(linje.enhed_id for linje in self.linjer if linje.er_udtrukket)


def clean_tal(offentligt_tal: str) -> str:
    """Give the public number as it is hashed: blanks at the ends taken away, several in a row made one.

    Raises:
        StikproeveFejl: It is empty, or has a sign that separates fields.
    """
    tal = " ".join(offentligt_tal.split())
    if not tal or _SKILLETEGN & set(tal):
        raise StikproeveFejl(
            "Det offentlige tal mangler eller indeholder et skilletegn (| ; eller anførselstegn). "
            "Skriv tallene, som kilden viser dem, med mellemrum imellem."
        )
    return tal


def unit_hash(nummer: str, ramme_sha256: str, offentligt_tal: str, enhed_id: str) -> str:
    """Give a unit's place in the draw: SHA-256 of `nummer|ramme_sha256|offentligt_tal|enhed_id` in UTF-8, as hex."""
    return hashlib.sha256(f"{nummer}|{ramme_sha256}|{offentligt_tal}|{enhed_id}".encode()).hexdigest()


def ramme_sha256(enheder: Iterable[Enhed]) -> str:
    """Give the hash of a frame: SHA-256 over a line `enhed_id;stratum;udelukket` per unit, by the bytes of the id.

    Raises:
        StikproeveFejl: An id is missing, given twice, or a field has a sign that separates fields.
    """
    ordnet = sorted(enheder, key=lambda enhed: enhed.enhed_id.encode())
    _check_ramme(ordnet)
    linjer = (f"{enhed.enhed_id};{enhed.stratum};{enhed.udelukket or ''}\n" for enhed in ordnet)
    return hashlib.sha256("".join(linjer).encode()).hexdigest()


def draw_stikproeve(
    enheder: Iterable[Enhed], antal_pr_stratum: Mapping[str, int], *, nummer: str, offentligt_tal: str
) -> Traek:
    """Draw `antal_pr_stratum` units of each stratum among those not excluded. A stratum not named gives none.

    A larger number takes the same units and more: the order of a stratum does not depend on how many are taken.

    Raises:
        StikproeveFejl: The frame cannot be hashed, or a stratum has fewer units than are to be taken.
    """
    alle = list(enheder)
    ramme, tal = ramme_sha256(alle), clean_tal(offentligt_tal)
    _check_felt(nummer, "Kontrollens nummer")
    strata: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for enhed in alle:
        if enhed.udelukket is None:
            strata[enhed.stratum].append((unit_hash(nummer, ramme, tal, enhed.enhed_id), enhed.enhed_id))
    _check_antal({navn: len(par) for navn, par in strata.items()}, antal_pr_stratum)
    return Traek(
        nummer=nummer,
        ramme_sha256=ramme,
        offentligt_tal=tal,
        linjer=tuple(
            Traeklinje(
                enhed_id=enhed_id,
                stratum=navn,
                hash=vaerdi,
                nummer_i_stratum=plads,
                er_udtrukket=plads <= antal_pr_stratum.get(navn, 0),
            )
            for navn in sorted(strata)
            for plads, (vaerdi, enhed_id) in enumerate(sorted(strata[navn]), start=1)
        ),
    )


def count_strata(enheder: Iterable[Enhed]) -> dict[str, int]:
    """Count the units of each stratum that can be drawn; a stratum with excluded units only counts 0."""
    tal = Counter[str]()
    for enhed in enheder:
        tal[enhed.stratum] += enhed.udelukket is None
    return dict(sorted(tal.items()))


def _check_ramme(ordnet: list[Enhed]) -> None:
    if not ordnet:
        raise StikproeveFejl("Rammen er tom: der er ingen enheder at trække blandt.")
    for enhed in ordnet:
        _check_felt(enhed.enhed_id, "Et enheds-id")
        _check_felt(enhed.stratum, "Et stratum")
    gange = Counter(enhed.enhed_id for enhed in ordnet)
    dobbelte = [enhed_id for enhed_id, antal in gange.items() if antal > 1]
    if dobbelte:
        raise StikproeveFejl(f"Rammen har {len(dobbelte)} enheder, der står der to gange. Hver må kun stå én gang.")


def _check_felt(tekst: str, hvad: str) -> None:
    if not tekst or tekst != tekst.strip() or _SKILLETEGN & set(tekst):
        raise StikproeveFejl(f"{hvad} er tomt eller indeholder | ; anførselstegn, linjeskift eller blanke i enderne.")


def _check_antal(findes: Mapping[str, int], oensket: Mapping[str, int]) -> None:
    for stratum, antal in sorted(oensket.items()):
        if not 0 <= antal <= findes.get(stratum, 0):
            raise StikproeveFejl(
                f"Der skal trækkes {antal} i {stratum!r}, som har {findes.get(stratum, 0)} enheder at trække blandt. "
                "Fordel stikprøven igen på den frosne ramme."
            )
