"""What one expectation comes to: when it last happened, when it is due, and a sentence when it is late."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.reference.forventninger import find_varighed
from domain.stikproeveforloeb import Varsel
from domain.tid import find_dag
from reports.overvaagning.omgivelser import Omgivelser
from reports.visning import tidspunkt
from warehouse.queries.forventet import Driftsfakta


@dataclass(frozen=True, kw_only=True)
class Ventet:
    """One thing that is expected; `slags` and `noegle` are those of its alarm.

    `seneste` and `frist` are None where they say nothing. `tekst` is a Danish sentence without personal values, of how
    it stands. `er_sen` when a person must see to it; `ventes` False when it is not to be expected here, and `tekst`
    says why.
    """

    slags: str
    navn: str
    tekst: str
    noegle: str = ""
    seneste: datetime | None = None
    frist: datetime | None = None
    er_sen: bool = False
    ventes: bool = True


@dataclass(frozen=True, kw_only=True)
class Lage:
    """What an expectation is judged by."""

    fakta: Driftsfakta
    omgivelser: Omgivelser
    nu: datetime
    varsler: tuple[Varsel, ...] = ()

    @property
    def dag(self) -> date:
        """The Danish day."""
        return find_dag(self.nu)


Bedoem = Callable[[Lage], Iterator[Ventet]]


def judge_alder(
    lage: Lage, slags: str, navn: str, seneste: datetime | None, *, graense: str = "", noegle: str = ""
) -> Ventet:
    """Judge what must happen again within a limit (`slags`' own unless another is named).

    What never happened is counted from the first run ever; before that nothing is expected.
    """
    regnet_fra = seneste or lage.fakta.begyndt
    if regnet_fra is None:
        return Ventet(slags=slags, navn=navn, noegle=noegle, ventes=False, tekst="Registret er ikke hentet endnu.")
    frist = regnet_fra + find_varighed(graense or slags, lage.dag)
    er_sen = lage.nu > frist
    hvornaar, igen = ("Ikke sket endnu", "") if seneste is None else (f"Sidst {tidspunkt(seneste)}", " igen")
    tekst = f"{hvornaar}; skulle være sket{igen} senest {tidspunkt(frist)}." if er_sen else f"{hvornaar}."
    return Ventet(slags=slags, navn=navn, noegle=noegle, seneste=seneste, frist=frist, er_sen=er_sen, tekst=tekst)
