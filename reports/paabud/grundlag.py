"""Which rules a påbud may rest on, and what a letter about one case is written from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from domain.felter import SIDEFELTER
from domain.kontakt import has_cvr_form
from domain.regel import Formaal, Modtager, Regel
from domain.sag import Sagstilstand
from reports.fejl import RapportFejl
from reports.privatliv import list_personlige_former
from warehouse.queries.sager import (
    Sagsakt,
    Sagsfund,
    is_beskyttet,
    list_cvr,
    list_former,
    list_sagsfund,
    load_sagsakt,
)

_MULIGE = frozenset({Sagstilstand.TIL_VURDERING, Sagstilstand.PAABUD_AFGJORT})


@dataclass(frozen=True, kw_only=True)
class Paabudsgrundlag:
    """The findings a påbud names (or would name), and to which firm it goes. `dag` is the day the law is cited by.

    `set_dag` is the day of the newest snapshot when it shows them all, else None. `er_personlig`: the firm is one
    person's, so that its number and name are that person's. `leveret` is the day Digital Post delivered it.
    """

    tilbudsid: str
    navn: str | None
    cvr: str
    er_beskyttet: bool
    er_personlig: bool
    dag: date
    set_dag: date | None
    fund: tuple[Sagsfund, ...]
    regler: dict[str, Regel]
    er_afgjort: bool
    leveret: date | None = None


def list_fulgte(regler: Iterable[Regel]) -> tuple[str, ...]:
    """Give the ids of the rules that cases follow: those the tilbud or its socialtilsyn is told of."""
    fulgt = {Modtager.TILBUD, Modtager.SOCIALTILSYN}
    return tuple(regel.id for regel in regler if regel.modtagere & fulgt)


def list_kan_paabydes(regler: Iterable[Regel]) -> tuple[str, ...]:
    """Give the ids of the rules that a påbud may rest on.

    The tilbud must be told of them, and the duty be read in a law (not inferred). Aims 2 and 3 concern published
    information only (SEL § 14 stk. 5): for them the field must be one that the portal's pages show.
    """
    return tuple(regel.id for regel in regler if _can_carry(regel))


def load_grundlag(conn: Connection, tilbudsid: str, *, dag: date, regler: Sequence[Regel]) -> Paabudsgrundlag:
    """Read what the draft is written from: a case to be judged, or one whose påbud is decided.

    Raises:
        RapportFejl: there is no such case, nothing in it can carry a påbud, or nobody can be sent it.
    """
    akt = load_sagsakt(conn, tilbudsid, dag, list_fulgte(regler))
    if akt is None or akt.linje.forloeb.tilstand not in _MULIGE:
        raise RapportFejl(
            f"Der er ikke et påbud at skrive om tilbud {tilbudsid[:40]}: sagen skal være »til vurdering« eller "
            "»påbud afgjort«. Se den med »tilbudstjek sag vis«."
        )
    fund = list_sagsfund(conn, tilbudsid, _choose(akt))
    paabud = akt.linje.forloeb.paabud
    kan = frozenset(list_kan_paabydes(regler))
    kendte = tuple(et for et in fund if et.regel in kan)
    if not kendte:
        raise RapportFejl(
            "Ingen af sagens fejl kan bære et påbud: pligten skal være læst i loven, og fejlen skal stå nu."
        )
    return Paabudsgrundlag(
        tilbudsid=tilbudsid,
        navn=akt.linje.navn,
        cvr=_read_cvr(list_cvr(conn, tilbudsid)),
        er_beskyttet=is_beskyttet(conn, tilbudsid),
        er_personlig=not list_personlige_former().isdisjoint(list_former(conn, tilbudsid)),
        dag=paabud.afgjort if paabud else dag,
        set_dag=akt.fejl.dag if {et.noegle for et in kendte} <= akt.fejl.set_nu else None,
        fund=kendte,
        regler={regel.id: regel for regel in regler},
        er_afgjort=paabud is not None,
        leveret=paabud.leveret if paabud else None,
    )


def _can_carry(regel: Regel) -> bool:
    kilde = Modtager.TILBUD in regel.modtagere and regel.sikkerhed != "C"
    return kilde and (regel.formaal is Formaal.INDBERETTET or regel.felt in SIDEFELTER)


def _choose(akt: Sagsakt) -> frozenset[str]:
    """Give the findings the decided påbud names; before, those it could name today."""
    paabud = akt.linje.forloeb.paabud
    return paabud.fejl if paabud is not None else akt.fejl.kendte & akt.fejl.set_nu


def _read_cvr(numre: Sequence[str]) -> str:
    gyldige = sorted({cvr for cvr in numre if has_cvr_form(cvr)})
    if len(gyldige) != 1 or len(gyldige) != len(numre):
        raise RapportFejl(
            "Påbuddet kan ikke adresseres: tilbuddets afdelinger viser ikke ét gyldigt CVR-nummer. Find den rette "
            "modtager i CVR, og send brevet uden om pakken."
        )
    return gyldige[0]
