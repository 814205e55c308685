"""What dataudtræk say of a tilbud, as compact tables; which columns, and what they are called, stands here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.entiteter import ENTITETER, Art, Kolonne
from domain.kolonneord import find_enhed, write_enhed
from reports.bevis import write_tal
from reports.visning import kort_dato, rens, tal
from warehouse.queries.rapport_udtraek import Leverance, Raekker

STOERST = 40
_JA_NEJ = {True: "ja", False: "nej"}


@dataclass(frozen=True)
class Raekke:
    """One row as it is shown; `er_set` is false when the newest delivery lacks it."""

    celler: tuple[str, ...]
    er_set: bool


@dataclass(frozen=True)
class Tabel:
    """One entity's rows; `talkolonner` are the places of the columns that are numbers, `i_alt` counts those cut too."""

    entitet: str
    overskrift: str
    dag: date
    kolonner: tuple[str, ...]
    talkolonner: frozenset[int]
    raekker: tuple[Raekke, ...]
    i_alt: int


@dataclass(frozen=True)
class _Opstilling:
    entitet: str
    overskrift: str
    kolonner: tuple[tuple[str, str], ...]
    orden: Callable[[Mapping[str, Any]], Any]


_AELDST = date.min
_OPSTILLINGER = (
    _Opstilling(
        "takst",
        "Takster",
        (
            ("takst_aar", "År"),
            ("afdelingsid", "Afdeling"),
            ("ydelse", "Ydelse"),
            ("paragraf", "Paragraf"),
            ("maalgruppe", "Målgruppe"),
            ("takst_kr", "Takst"),
            ("takst_enhed", "Pr."),
            ("aendret_dato", "Ændret"),
        ),
        lambda row: -row["takst_aar"],
    ),
    _Opstilling(
        "plads",
        "Pladser",
        (
            ("afdelingsid", "Afdeling"),
            ("paragraf", "Paragraf"),
            ("godkendte_antal", "Godkendte"),
            ("ledige_antal", "Ledige"),
            ("opdateret_dato", "Opdateret"),
        ),
        lambda _: 0,
    ),
    _Opstilling(
        "belaegning",
        "Forudsat belægning",
        (("aar", "År"), ("belaegning_pct", "Belægning")),
        lambda row: -row["aar"],
    ),
    _Opstilling(
        "budget",
        "Årsbudgetter",
        (
            ("budgetaar", "Budgetår"),
            ("modtaget_dato", "Modtaget"),
            ("godkendt_dato", "Godkendt"),
            ("skema_aar", "Skemaets år"),
            ("indtaegter_kr", "Indtægter"),
            ("omkostninger_kr", "Omkostninger"),
            ("resultat_kr", "Resultat"),
            ("belaegning_pct", "Belægning"),
        ),
        lambda row: -row["budgetaar"],
    ),
    _Opstilling(
        "noegletal",
        "Nøgletal",
        (
            ("aar", "År"),
            ("indberettet_dato", "Indberettet"),
            ("a_omsaetning_kr", "Omsætning"),
            ("b_resultat_kr", "Resultat"),
            ("o_loen_pct", "Løn af omsætning"),
            ("s_ejendom_pct", "Ejendom af omsætning"),
            ("sygefravaer_pct", "Sygefravær"),
            ("personalegennemstroemning_pct", "Personalegennemstrømning"),
        ),
        lambda row: -row["aar"],
    ),
    _Opstilling(
        "tilsynsbesoeg",
        "Tilsynsbesøg",
        (("besoeg_dato", "Dag"), ("afdelingsid", "Afdeling"), ("er_anmeldt", "Anmeldt")),
        lambda row: -(row["besoeg_dato"] or _AELDST).toordinal(),
    ),
    _Opstilling(
        "kvalitetsscore",
        "Kvalitetsvurderinger",
        (("vurderet_dato", "Dag"), ("tema", "Tema"), ("score", "Score"), ("myndighed", "Vurderet af")),
        lambda row: -row["vurderet_dato"].toordinal(),
    ),
    _Opstilling(
        "sanktion",
        "Sanktioner",
        (("afgjort_dato", "Afgjort"), ("sanktionsart", "Afgørelse"), ("ophoert_dato", "Ophørt")),
        lambda row: -(row["afgjort_dato"] or _AELDST).toordinal(),
    ),
)
_OPLYSNINGER = (
    ("godkendelsesstatus", "Godkendelsesstatus"),
    ("godkendt_dato", "Godkendt"),
    ("er_koncern", "Koncern eller koncernlignende"),
    ("driftsaftale_bestemmende", "Driftsaftale med bestemmende indflydelse"),
    ("har_revisionspaategning", "Revisionspåtegning af takster"),
    ("revisionspaategning_aar", "Påtegningens år"),
    ("husleje_kr", "Husleje pr. måned"),
    ("beboerindskud_kr", "Beboerindskud"),
    ("stamdata_aendret_dato", "Stamdata senest ændret"),
    ("pladser_aendret_dato", "Plads og normering senest ændret"),
    ("oekonomi_aendret_dato", "Økonomi senest ændret"),
    ("faglig_aendret_dato", "Faglig tilgang senest ændret"),
)


def make_tabeller(raekker: Raekker, leverancer: Mapping[str, Leverance]) -> tuple[Tabel, ...]:
    """Give a table for each entity that has rows of the tilbud."""
    return tuple(
        _make_tabel(opstilling, raekker[opstilling.entitet], leverancer[opstilling.entitet].dag)
        for opstilling in _OPSTILLINGER
        if opstilling.entitet in raekker and opstilling.entitet in leverancer
    )


def make_oplysninger(raekker: Raekker) -> tuple[tuple[str, str], ...]:
    """Give what the newest row about the tilbud as a whole says, as label and value; what is empty is left out."""
    oplysning = raekker.get("tilbud", ())
    return tuple(_facts(oplysning[0])) if oplysning else ()


def _facts(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kolonner = {kolonne.navn: kolonne for kolonne in ENTITETER["tilbud"].kolonner}
    for navn, etiket in _OPLYSNINGER:
        if row[navn] is not None:
            yield etiket, write_celle(kolonner[navn], row[navn])


def _make_tabel(opstilling: _Opstilling, raekker: tuple[Mapping[str, Any], ...], dag: date) -> Tabel:
    kolonner = {kolonne.navn: kolonne for kolonne in ENTITETER[opstilling.entitet].kolonner}
    viste = [kolonner[navn] for navn, _ in opstilling.kolonner]
    sorteret = sorted(raekker, key=opstilling.orden)
    return Tabel(
        entitet=opstilling.entitet,
        overskrift=opstilling.overskrift,
        dag=dag,
        kolonner=tuple(etiket for _, etiket in opstilling.kolonner),
        talkolonner=frozenset(plads for plads, kolonne in enumerate(viste) if _is_number(kolonne)),
        raekker=tuple(
            Raekke(tuple(write_celle(kolonne, row[kolonne.navn]) for kolonne in viste), row["er_set"])
            for row in sorteret[:STOERST]
        ),
        i_alt=len(raekker),
    )


def _is_number(kolonne: Kolonne) -> bool:
    return kolonne.art in {Art.TAL, Art.HELTAL} and find_enhed(kolonne.navn) != "aar"


def write_celle(kolonne: Kolonne, value: Any) -> str:  # noqa: ANN401 - the column's art says what it is
    """Give a cell as people read it; nothing when it is empty."""
    if value is None:
        return ""
    match kolonne.art:
        case Art.DATO:
            return kort_dato(value)
        case Art.JANEJ:
            return _JA_NEJ[bool(value)]
        case Art.HELTAL:
            return str(value) if "aar" in kolonne.navn else tal(value)
        case Art.TAL:
            return f"{write_tal(str(value))} {write_enhed(find_enhed(kolonne.navn))}".rstrip()
        case _:
            return rens(value, 120)
