"""Rules of docs/regelkrav.md on dataudtræk read once more, in plain Python over the rows of one delivery.

Independent of the replica and of the rules' SQL: it knows nothing of what was planted. Only the rules that brute force
says easily: ranges, dates, counts and sums of the rows themselves. A budgetskema that was read (`skemaer`) takes over
what its own rules say.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from domain.reference.udtraek import load_graenser, load_plejefamilietyper, load_takstenheder, load_temaer
from domain.tekst import fold

Row = Mapping[str, Any]
Fund = tuple[str, str, str | None]

_FOERSTE_SOCIALTILSYN = date(2014, 1, 1)


@dataclass(frozen=True)
class Levering:
    """The rows of one delivery and the day it speaks of; `skemaer` are (tilbudsid, year) of forms that were read."""

    raekker: Mapping[str, Iterable[Row]]
    dag: date
    skemaer: frozenset[tuple[str, int]] = frozenset()

    def of(self, entitet: str) -> list[Row]:
        return list(self.raekker.get(entitet, ()))

    def per_tilbud(self, entitet: str) -> dict[str, list[Row]]:
        samlet: dict[str, list[Row]] = defaultdict(list)
        for row in self.of(entitet):
            samlet[row["tilbudsid"]].append(row)
        return samlet

    def age(self, row: Row, kolonne: str) -> int | None:
        return None if row[kolonne] is None else (self.dag - date.fromisoformat(row[kolonne])).days


@cache
def limit(noegle: str) -> float:
    return next(x.vaerdi for x in load_graenser() if x.noegle == noegle)


def find_all(levering: Levering) -> set[Fund]:
    """Give every finding of the rules in `REGLER`."""
    return {fund for find in _OMRAADER for fund in find(levering)}


def _takster(levering: Levering) -> Iterator[Fund]:
    enheder = {fold(x.tekst) for x in load_takstenheder()}
    for row in levering.of("takst"):
        noegle, kroner = (row["tilbudsid"], row["afdelingsid"]), row["takst_kr"]
        if row["takst_aar"] < levering.dag.year:
            continue
        if kroner is None:
            yield ("TAKST-003" if row["takst_tekst"] else "TAKST-001", *noegle)
            continue
        if kroner <= 0:
            yield ("TAKST-004", *noegle)
        if row["takst_enhed"] is None:
            yield ("TAKST-005", *noegle)
        elif fold(row["takst_enhed"]) not in enheder:
            yield ("TAKST-006", *noegle)
        if abs(kroner * 100 - round(kroner * 100)) > limit("takst_oere_tolerance"):
            yield ("TAKST-007", *noegle)
        if row["takst_liste_kr"] is not None and abs(row["takst_liste_kr"] - kroner) > limit("takst_ens_kr"):
            yield ("TAKST-011", *noegle)


def _uaendrede_takster(levering: Levering) -> Iterator[Fund]:
    priser: dict[tuple[str, str, str], dict[int, float | None]] = defaultdict(dict)
    for row in levering.of("takst"):
        priser[row["tilbudsid"], row["afdelingsid"], row["ydelsesid"]][row["takst_aar"]] = row["takst_kr"]
    for (tilbudsid, afdelingsid, _), aar in priser.items():
        seneste = [aar.get(levering.dag.year - n) for n in range(int(limit("takst_uaendret_aar")))]
        if seneste[0] is not None and seneste[0] > 0 and set(seneste) == {seneste[0]}:
            yield ("TAKST-009", tilbudsid, afdelingsid)


def _belaegning(levering: Levering) -> Iterator[Fund]:
    for row in levering.of("belaegning"):
        pct = row["belaegning_pct"]
        if row["aar"] < levering.dag.year or (pct is None and not row["belaegning_tekst"]):
            continue
        if pct is None or pct <= 0:
            yield ("BELAEG-002", row["tilbudsid"], None)
        elif pct <= limit("belaegning_broek_hoejest"):
            yield ("BELAEG-004", row["tilbudsid"], None)
        elif pct >= limit("belaegning_hundredfold_mindst"):
            yield ("BELAEG-005", row["tilbudsid"], None)
        elif pct > limit("belaegning_hoejest_pct"):
            yield ("BELAEG-003", row["tilbudsid"], None)


def _pladser(levering: Levering) -> Iterator[Fund]:
    for row in levering.of("plads"):
        noegle, godkendte, ledige = (row["tilbudsid"], row["afdelingsid"]), row["godkendte_antal"], row["ledige_antal"]
        if ledige is not None and godkendte is not None and ledige > godkendte >= 0:
            yield ("PLADS-006", *noegle)
        if any(antal is not None and antal < 0 for antal in (godkendte, ledige)):
            yield ("PLADS-008", *noegle)
        alder = levering.age(row, "opdateret_dato")
        if ledige is not None and alder is not None and alder > limit("ledige_foraeldet_dage"):
            yield ("PLADS-011", *noegle)


def _scorer(levering: Levering) -> Iterator[Fund]:
    for tilbudsid, rows in levering.per_tilbud("kvalitetsscore").items():
        if any(
            row["score"] is not None and not limit("score_mindst") <= row["score"] <= limit("score_hoejst")
            for row in rows
        ):
            yield ("TILSYN-008", tilbudsid, None)
        nyeste = max(row["vurderet_dato"] for row in rows)
        kendte = {fold(tema.tema) for tema in load_temaer()}
        temaer = {fold(row["tema"]) for row in rows if row["vurderet_dato"] == nyeste}
        gaelder = {fold(x.tema) for x in load_temaer() if x.gyldig.covers(date.fromisoformat(nyeste))}
        if temaer <= kendte and gaelder - temaer:
            yield ("TILSYN-009", tilbudsid, None)
        if {fold(row["tema"]) for row in rows} - kendte:
            yield ("TILSYN-010", tilbudsid, None)


def _umulige_dage(levering: Levering) -> Iterator[Fund]:
    for entitet, kolonne in (("tilsynsbesoeg", "besoeg_dato"), ("kvalitetsscore", "vurderet_dato")):
        for row in levering.of(entitet):
            dag = row[kolonne] and date.fromisoformat(row[kolonne])
            if dag and not _FOERSTE_SOCIALTILSYN <= dag <= levering.dag:
                yield ("TILSYN-014", row["tilbudsid"], None)
    for row in levering.of("sanktion"):
        if row["afgjort_dato"] is None or (row["ophoert_dato"] and row["ophoert_dato"] < row["afgjort_dato"]):
            yield ("TILSYN-016", row["tilbudsid"], None)


def _aktualitet(levering: Levering) -> Iterator[Fund]:
    grupper = {"stamdata": "AKTUEL-001", "pladser": "AKTUEL-002", "oekonomi": "AKTUEL-003", "faglig": "AKTUEL-004"}
    for row in levering.of("tilbud"):
        for gruppe, regel in grupper.items():
            alder = levering.age(row, f"{gruppe}_aendret_dato")
            if alder is not None and alder > limit(f"{gruppe}_foraeldet_dage"):
                yield (regel, row["tilbudsid"], None)
            if alder is not None and alder < 0:
                yield ("AKTUEL-005", row["tilbudsid"], None)


def _budgetter(levering: Levering) -> Iterator[Fund]:
    koncerner = {row["tilbudsid"] for row in levering.of("tilbud") if row["er_koncern"]}
    for row in levering.of("budget"):
        tilbudsid, aar = row["tilbudsid"], row["budgetaar"]
        if aar < levering.dag.year:
            continue
        if row["filtype"] not in {None, "xlsx", "xlsm", "xls"}:
            yield ("BUDGET-005", tilbudsid, None)
        if tilbudsid in koncerner and row["modtaget_dato"] and row["har_koncernnote"] is False:
            yield ("BUDGET-006", tilbudsid, None)
        dage = [row[navn] for navn in ("modtaget_dato", "godkendt_dato") if row[navn]]
        if dage != sorted(dage) or any(dag > levering.dag.isoformat() for dag in dage):
            yield ("BUDGET-018", tilbudsid, None)
        if (tilbudsid, aar) not in levering.skemaer:
            yield from ((regel, tilbudsid, None) for regel in _hovedtal(row))


def _hovedtal(row: Row) -> Iterator[str]:
    ind, ud, takst, resultat = (
        row[f"{navn}_kr"] for navn in ("indtaegter", "omkostninger", "takstindtaegt", "resultat")
    )
    if any(row[f"{n}_kr"] < 0 for n in ("indtaegter", "omkostninger", "takstindtaegt", "ledelse", "ejendom")):
        yield "BUDGET-016"
    if min(ind, ud) >= 0 and abs(ind - ud - resultat) > limit("budget_afrunding_kr"):
        yield "BUDGET-007"
    if ind >= 0 and takst - ind > limit("budget_afrunding_kr"):
        yield "BUDGET-008"
    pct = row["belaegning_pct"]
    if pct is not None and (pct <= limit("belaegning_broek_hoejest") or pct > limit("belaegning_hoejest_pct")):
        yield "BUDGET-017"


def _noegletal(levering: Levering) -> Iterator[Fund]:
    for tilbudsid, rows in levering.per_tilbud("noegletal").items():
        nyeste = max(rows, key=lambda row: row["aar"])
        yield from ((regel, tilbudsid, None) for regel in _aarsrapport(nyeste))


def _aarsrapport(row: Row) -> Iterator[str]:
    a, b, c, h, i = (row[navn] for navn in (
        "a_omsaetning_kr", "b_resultat_kr", "c_resultat_pct", "h_leder_kr", "i_ledelse_kr",
    ))  # fmt: skip
    if a and a > 0 and b is not None and c is not None and b * c < 0:
        yield "NOEGLE-007"
    if a is None or a <= 0:
        yield "NOEGLE-008"
    if h is not None and i is not None and h >= 0 and i >= 0 and h > i + limit("noegle_afrunding_kr"):
        yield "NOEGLE-009"
    if any(row[navn] is not None and row[navn] < 0 for navn in row if navn[:2] in {f"{x}_" for x in "hijklmn"}):
        yield "NOEGLE-010"
    if row["sygefravaer_pct"] is None or row["personalegennemstroemning_pct"] is None:
        yield "NOEGLE-012"
    if row["har_tekst"] is False:
        yield "NOEGLE-013"


def _plejefamilier(levering: Levering) -> Iterator[Fund]:
    typer = {fold(x.tekst) for x in load_plejefamilietyper()}
    for row in levering.of("plejefamilie"):
        emne = f"socialtilsyn:{row['socialtilsyn']}"
        yield from ((regel, emne, None) for regel in _familie(levering, row, typer))


def _familie(levering: Levering, row: Row, typer: set[str]) -> Iterator[str]:
    godkendte, anbragte, ledige = (row[f"{navn}_antal"] for navn in ("godkendte", "anbragte", "ledige"))
    har_pladser = godkendte is not None and godkendte > 0
    if ledige is None:
        yield "PLEJE-001"
    elif ledige < 0 or (har_pladser and anbragte <= godkendte < ledige + anbragte):
        yield "PLEJE-002"
    alder = levering.age(row, "ledige_opdateret_dato")
    if ledige is not None and alder is not None and alder > limit("ledige_foraeldet_dage"):
        yield "PLEJE-003"
    if row["familietype"] is None:
        yield "PLEJE-004"
    elif fold(row["familietype"]) not in typer:
        yield "PLEJE-005"
    if not har_pladser:
        yield "PLEJE-006"
    elif anbragte > godkendte:
        yield "PLEJE-007"


_OMRAADER: tuple[Callable[[Levering], Iterator[Fund]], ...] = (
    _takster,
    _uaendrede_takster,
    _belaegning,
    _pladser,
    _scorer,
    _umulige_dage,
    _aktualitet,
    _budgetter,
    _noegletal,
    _plejefamilier,
)
REGLER = frozenset(
    f"{omraade}-{nummer:03d}"
    for omraade, numre in {
        "TAKST": (1, 3, 4, 5, 6, 7, 9, 11),
        "BELAEG": (2, 3, 4, 5),
        "PLADS": (6, 8, 11),
        "TILSYN": (8, 9, 10, 14, 16),
        "AKTUEL": (1, 2, 3, 4, 5),
        "BUDGET": (5, 6, 7, 8, 16, 17, 18),
        "NOEGLE": (7, 8, 9, 10, 12, 13),
        "PLEJE": (1, 2, 3, 4, 5, 6, 7),
    }.items()
    for nummer in numre
)
