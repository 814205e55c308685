"""One sentence on whether the figures can be used today, and why not where they cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports.visning import antal_af, dato
from reports.web.side import Katalog
from warehouse.queries.rapport_nat import Proevetal
from warehouse.queries.rapport_tilstand import Tilstand

# A fetch takes place each night: what is older than a day was missed at least once.
_FRISK_DAGE = 1


@dataclass(frozen=True)
class Tillid:
    """The answer, its reasons where it is no, and the line about the gate."""

    er_god: bool
    svar: str
    forbehold: tuple[str, ...]
    gate: str | None


def judge_tillid(katalog: Katalog, proever: Proevetal) -> Tillid:
    """Say whether the figures of the newest accepted fetch can be used on the day they are read.

    `proever` are those of the newest run's gate. Before the first accepted fetch there is nothing to judge.
    """
    dag = katalog.dag
    if dag is None:
        return Tillid(er_god=False, svar="Der er ingen tal endnu.", forbehold=(), gate=None)
    forbehold = tuple(_forbehold(katalog.tilstand, dag, katalog.i_dag))
    if forbehold:
        svar = f"Brug tallene med forbehold: de er fra {dato(dag)}."
    else:
        svar = f"Ja, tallene kan bruges: de er fra {dato(dag)}, hentningen blev godkendt, og alle regler har kørt."
    return Tillid(er_god=not forbehold, svar=svar, forbehold=forbehold, gate=_gate(katalog.tilstand, proever))


def _forbehold(tilstand: Tilstand, dag: date, i_dag: date | None) -> Iterator[str]:
    koersel, kontrol = tilstand.koersel, tilstand.kontrol
    if koersel is not None and koersel.status == "afvist":
        yield "Den seneste hentning blev afvist og er ikke læst ind."
    if koersel is not None and koersel.status == "fejlet":
        yield "Den seneste hentning blev ikke færdig og er ikke læst ind."
    if i_dag is not None and (i_dag - dag).days > _FRISK_DAGE:
        yield f"Registret er hentet for {antal_af((i_dag - dag).days, 'dag', 'dage')} siden."
    if kontrol is None:
        yield "Det seneste register er ikke kontrolleret mod reglerne endnu."
    elif not kontrol.er_ny:
        yield "Et dataudtræk eller et budgetskema er kommet efter den seneste kontrol."
    if kontrol is not None and kontrol.regelfejl:
        yield f"{antal_af(len(kontrol.regelfejl), 'regel', 'regler')} kunne ikke køre."


def _gate(tilstand: Tilstand, proever: Proevetal) -> str | None:
    if tilstand.koersel is None or not proever.antal:
        return None
    if proever.bestaaet == proever.antal:
        return f"Den seneste hentning bestod alle {proever.antal} prøver ved indgangen."
    return f"Den seneste hentning bestod {proever.bestaaet} af {proever.antal} prøver ved indgangen."
