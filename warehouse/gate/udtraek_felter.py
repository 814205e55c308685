"""Whether each column of a delivery is filled as it was: a heading that was renamed empties its whole column."""

from collections.abc import Iterator, Mapping

from domain.kolonneord import write_entitet, write_kolonne
from warehouse.gate.graenser import Graenser
from warehouse.gate.leverance import ForrigeUdtraek, Udtraeksprofil
from warehouse.gate.proeve import Proeve
from warehouse.gate.tekst import percent

_RAAD = "En overskrift har formentlig fået et andet navn, eller kolonnen er faldet ud af udtrækket. Se filen efter."


def judge_udfyldt(
    profiler: Mapping[str, Udtraeksprofil], forrige: Mapping[str, ForrigeUdtraek], graenser: Graenser
) -> Iterator[Proeve]:
    """Give one failed test for each emptied column, or a single one that passed."""
    fejlede = [
        proeve
        for navn in sorted(profiler)
        for proeve in (
            _judge_falls(navn, profiler[navn], forrige[navn], graenser)
            if navn in forrige
            else _judge_floors(navn, profiler[navn], graenser)
        )
    ]
    yield from fejlede
    if not fejlede and profiler:
        yield Proeve(
            navn="kolonner",
            bestaaet=True,
            maalt="ingen kolonner tømt",
            graense="ingen kolonner tømt",
            tekst="Alle kolonner er udfyldt omtrent så ofte, som man kan vente.",
        )


def _judge_floors(navn: str, profil: Udtraeksprofil, graenser: Graenser) -> Iterator[Proeve]:
    for felt, antal in profil.udfyldt.items():
        gulv = graenser.udtraek_gulv.get(f"{navn}.{felt}", 0.0)
        if gulv * profil.antal - antal > graenser.mindste_antal:
            yield _failed(navn, felt, antal / profil.antal, f"mindst {percent(gulv)} i det første udtræk", None)


def _judge_falls(navn: str, profil: Udtraeksprofil, forrige: ForrigeUdtraek, graenser: Graenser) -> Iterator[Proeve]:
    for felt, antal in profil.udfyldt.items():
        foer, nu, af = _compare(felt, antal, profil, forrige, graenser)
        grundlag = foer * af
        if grundlag - nu * af > graenser.mindste_antal and (
            foer - nu > graenser.felt_fald_point
            or (grundlag >= graenser.felt_relativt_fra and nu < foer * graenser.felt_fald_relativt)
        ):
            yield _failed(navn, felt, nu, f"{percent(foer)} sidst", foer)


def _compare(
    felt: str, antal: int, profil: Udtraeksprofil, forrige: ForrigeUdtraek, graenser: Graenser
) -> tuple[float, float, int]:
    """Give the share filled before and now, and of how many rows.

    Rows that were there before and had the column filled tell best: new rows may lawfully lack what comes later (a
    budget is approved months after it came). Where there are few of them, the whole columns are compared.
    """
    kendte = forrige.genkendt.foer.get(felt, 0)
    if kendte >= graenser.felt_relativt_fra:
        return 1.0, forrige.genkendt.endnu.get(felt, 0) / kendte, kendte
    if not profil.antal or not forrige.antal:
        return 0.0, 0.0, 0
    return forrige.udfyldt.get(felt, 0) / forrige.antal, antal / profil.antal, profil.antal


def _failed(navn: str, felt: str, andel: float, graense: str, foer: float | None) -> Proeve:
    slags = write_entitet(navn)
    mod = "" if foer is None else f" mod {percent(foer)} af de samme rækker i det sidst godkendte udtræk"
    return Proeve(
        navn=f"felt_{navn}_{felt}",
        bestaaet=False,
        maalt=percent(andel),
        graense=graense,
        tekst=f"Kolonnen »{write_kolonne(felt)}« i dataudtrækket af {slags} er udfyldt i {percent(andel)} af "
        f"rækkerne{mod}. {_RAAD}",
    )
