"""How the rows of a dataudtræk are put in words, per item: the newest year or judgement only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from domain.entiteter import ENTITETER
from sampling.ark.tekst import clean

Row = Mapping[str, Any]
Skriver = Callable[[Sequence[Row]], Iterator[str]]

_BESOEG = 3


@dataclass(frozen=True)
class Kilde:
    """Where an item stands in a dataudtræk, and how its rows are written."""

    entitet: str
    skriv: Skriver


def _newest(rows: Sequence[Row], kolonne: str) -> list[Row]:
    seneste = max((row[kolonne] for row in rows), default=None)
    return [row for row in rows if row[kolonne] == seneste]


def _one(rows: Sequence[Row], *, kolonne: str, enhed: str = "") -> Iterator[str]:
    """Write one column of the rows that have it."""
    yield from (f"{clean(row[kolonne])}{enhed}" for row in rows if row[kolonne] is not None)


def _takst(rows: Sequence[Row]) -> Iterator[str]:
    for row in _newest(rows, "takst_aar"):
        pris = clean(row["takst_tekst"]) or (clean(row["takst_kr"]) or "ingen takst")
        yield f"{_ydelse(row)}, {row['takst_aar']}: {pris}{' kr.' if row['takst_kr'] is not None else ''}"


def _takst_enhed(rows: Sequence[Row]) -> Iterator[str]:
    for row in _newest(rows, "takst_aar"):
        yield f"{_ydelse(row)}, {row['takst_aar']}: {clean(row['takst_enhed']) or '(ikke udfyldt)'}"


def _ydelse(row: Row) -> str:
    navn = clean(row["ydelse"]) or "Ydelse uden navn"
    return f"{navn} ({clean(row['paragraf'])})" if row["paragraf"] else navn


def _belaegning(rows: Sequence[Row]) -> Iterator[str]:
    for row in _newest(rows, "aar"):
        pct = clean(row["belaegning_tekst"]) or clean(row["belaegning_pct"]) or "ikke udfyldt"
        yield f"{row['aar']}: {pct}{'' if pct.endswith('%') or pct == 'ikke udfyldt' else ' %'}"


def _ledige(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        hvor = f"{clean(row['paragraf'])}, afdeling {clean(row['afdelingsid'])}: "
        yield f"{hvor}{_ledige_antal(row['ledige_antal'], row['opdateret_dato'])}"


def _ledige_familie(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield _ledige_antal(row["ledige_antal"], row["ledige_opdateret_dato"])


def _ledige_antal(antal: int | None, dag: object) -> str:
    tekst = "ikke udfyldt" if antal is None else clean(antal)
    return f"{tekst} (opdateret {clean(dag)})" if dag is not None else tekst


def _revision(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        if row["har_revisionspaategning"] is not None:
            aar = row["revisionspaategning_aar"] or "et år, der ikke står"
            yield f"indberettet: {clean(row['har_revisionspaategning'])}; gælder {aar}"


def _budget(rows: Sequence[Row]) -> Iterator[str]:
    for row in _newest(rows, "budgetaar"):
        yield f"Budget {row['budgetaar']}, modtaget {clean(row['modtaget_dato']) or '(ingen dag)'}"
        yield from _amounts("budget", row, ("indtaegter_kr", "omkostninger_kr", "resultat_kr", "belaegning_pct"))


def _koncernnote(rows: Sequence[Row]) -> Iterator[str]:
    for row in _newest(rows, "budgetaar"):
        if row["har_koncernnote"] is not None:
            yield f"Budget {row['budgetaar']}: {'vedlagt' if row['har_koncernnote'] else 'ikke vedlagt'}"


def _noegletal(rows: Sequence[Row]) -> Iterator[str]:
    kolonner = [k.navn for k in ENTITETER["noegletal"].kolonner if k.navn.endswith(("_kr", "_pct"))]
    for row in _newest(rows, "aar"):
        yield f"Regnskabsår {row['aar']}, indberettet {clean(row['indberettet_dato']) or '(ingen dag)'}"
        yield from _amounts("noegletal", row, kolonner)


def _amounts(entitet: str, row: Row, kolonner: Sequence[str]) -> Iterator[str]:
    ord_ = {kolonne.navn: kolonne.betydning for kolonne in ENTITETER[entitet].kolonner}
    for navn in kolonner:
        if row[navn] is not None:
            yield f"{ord_[navn]}: {clean(row[navn])}{' kr.' if navn.endswith('_kr') else ''}"


def _besoeg(rows: Sequence[Row]) -> Iterator[str]:
    daterede = sorted((row for row in rows if row["besoeg_dato"]), key=lambda row: row["besoeg_dato"], reverse=True)
    for row in daterede[:_BESOEG]:
        hvordan = {True: " (anmeldt)", False: " (uanmeldt)"}.get(row["er_anmeldt"], "")
        yield f"{clean(row['besoeg_dato'])}{hvordan}"


def _kvalitet(rows: Sequence[Row]) -> Iterator[str]:
    for nummer, row in enumerate(_newest(rows, "vurderet_dato")):
        if nummer == 0:
            yield f"Vurderet {clean(row['vurderet_dato'])}"
        yield f"{clean(row['tema'])}: {clean(row['score']) or 'ingen score'}"


def _sanktion(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        slut = f", ophørt {clean(row['ophoert_dato'])}" if row["ophoert_dato"] else ""
        yield f"{clean(row['sanktionsart']) or 'Sanktion'}, afgjort {clean(row['afgjort_dato']) or '(ingen dag)'}{slut}"


def _aendret(rows: Sequence[Row]) -> Iterator[str]:
    dele = {"stamdata": "Stamdata", "pladser": "Pladser", "oekonomi": "Økonomi", "faglig": "Fagligt"}
    for row in rows:
        for navn, etiket in dele.items():
            yield f"{etiket}: {clean(row[f'{navn}_aendret_dato']) or '(ingen dag)'}"


UDTRAEKSPUNKTER = {
    "takst": Kilde("takst", _takst),
    "takst_enhed": Kilde("takst", _takst_enhed),
    "belaegning": Kilde("belaegning", _belaegning),
    "ledige_pladser": Kilde("plads", _ledige),
    "godkendelsesstatus": Kilde("tilbud", partial(_one, kolonne="godkendelsesstatus")),
    "husleje": Kilde("tilbud", partial(_one, kolonne="husleje_kr", enhed=" kr. pr. måned")),
    "beboerindskud": Kilde("tilbud", partial(_one, kolonne="beboerindskud_kr", enhed=" kr.")),
    "revisionspaategning": Kilde("tilbud", _revision),
    "budget": Kilde("budget", _budget),
    "koncernnote": Kilde("budget", _koncernnote),
    "noegletal": Kilde("noegletal", _noegletal),
    "tilsynsbesoeg": Kilde("tilsynsbesoeg", _besoeg),
    "kvalitetsvurdering": Kilde("kvalitetsscore", _kvalitet),
    "sanktion": Kilde("sanktion", _sanktion),
    "seneste_aendring": Kilde("tilbud", _aendret),
}
# Of plejefamilier the register holds these; the rest is not delivered, and the socialtilsyn is asked.
FAMILIEPUNKTER = {
    "ledige_pladser": Kilde("plejefamilie", _ledige_familie),
    "pladser": Kilde("plejefamilie", partial(_one, kolonne="godkendte_antal")),
    "tilbudstyper": Kilde("plejefamilie", partial(_one, kolonne="familietype")),
}
