"""What the weekly mails rest on, read in one view of the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from domain.reference.udtraek import load_graenser
from domain.regel import Entitet, Modtager, Regel
from domain.tid import find_dag
from reports.mail.orientering.kreds import Kreds, list_kredse
from reports.mail.orientering.model import Emne
from reports.mail.vagt import Mailvagt, find_nye_stop
from reports.paabud.grundlag import list_fulgte
from reports.privatliv import list_personlige_former
from warehouse.queries.adressebog import Adresser, Uopnaaelig, list_uopnaaelige, load_adresser
from warehouse.queries.mailvagt import Aabning, list_aabninger, list_stop
from warehouse.queries.orientering import (
    Oejebliksbillede,
    Plejetal,
    Tilsynsled,
    list_oejebliksbilleder,
    list_paragraffer,
    list_plejetal,
    list_tilsynsled,
)
from warehouse.queries.orientering_mails import Ugemail, list_ugemails
from warehouse.queries.rapport_mail import Mailfund, is_released, list_mailfund
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.queries.sager import Sagslinje, list_sager

_MYNDIGHEDER = frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN, Modtager.KOMMUNE})


@dataclass(frozen=True, kw_only=True)
class Ugegrundlag:
    """The newest accepted snapshot, controlled, and all that the weekly mails of a day tell.

    `emner` and `sager` are by tilbudsid, `regler` by id (those that run). `stoppede` are the rules held out of mails,
    `nye_stop` those of them that are not written down yet. `celle` is the least number of plejefamilier to be shown.
    """

    snapshot: Oejebliksbillede
    skrevet: date
    regler: Mapping[str, Regel]
    kredse: tuple[Kreds, ...]
    emner: Mapping[str, Emne]
    fund: Sequence[Mailfund]
    vagt: Mailvagt
    stoppede: frozenset[str]
    nye_stop: tuple[Aabning, ...]
    billeder: tuple[Oejebliksbillede, ...]
    sager: Mapping[str, Sagslinje]
    uopnaaelige: tuple[Uopnaaelig, ...]
    pleje: tuple[Plejetal, ...]
    mails: tuple[Ugemail, ...]
    adresser: Adresser
    er_frigivet: bool
    gammel_dage: int
    celle: int


def read_grundlag(conn: Connection, regler: Iterable[Regel], *, nu: datetime, vagt: Mailvagt) -> Ugegrundlag | None:
    """Read it all; None when there is no accepted snapshot, or the rules have not judged all there is yet."""
    tilstand = load_tilstand(conn)
    if tilstand.snapshot is None or tilstand.kontrol is None or not tilstand.kontrol.er_ny:
        return None
    dag = tilstand.snapshot.dag
    fortalte = {regel.id: regel for regel in regler if regel.aktiv and regel.modtagere & _MYNDIGHEDER}
    pleje = {regel.id for regel in fortalte.values() if regel.entitet is Entitet.SOCIALTILSYN}
    fund = list_mailfund(conn, tilstand.snapshot.id, sorted(fortalte.keys() - pleje))
    kendte = list_stop(conn)
    nye_stop = find_nye_stop(list_aabninger(conn, sorted(fortalte.keys() - pleje)), fund, kendte, vagt)
    led = list_tilsynsled(conn)
    sager = list_sager(conn, find_dag(nu), list_fulgte(fortalte.values()))
    return Ugegrundlag(
        snapshot=Oejebliksbillede(id=tilstand.snapshot.id, dag=dag),
        skrevet=find_dag(nu),
        regler=fortalte,
        kredse=list_kredse(led, list_paragraffer(conn), dag),
        emner=make_emner(led),
        fund=fund,
        vagt=vagt,
        stoppede=frozenset((*(x.aabning.regel for x in kendte if not x.er_frigivet), *(x.regel for x in nye_stop))),
        nye_stop=nye_stop,
        billeder=list_oejebliksbilleder(conn),
        sager={sag.tilbudsid: sag for sag in sager},
        uopnaaelige=list_uopnaaelige(conn),
        pleje=list_plejetal(conn, tilstand.snapshot.id, pleje),
        mails=list_ugemails(conn),
        adresser=load_adresser(conn),
        er_frigivet=is_released(conn),
        gammel_dage=find_graense("orientering_gammel_dage", dag),
        celle=find_graense("mindste_celle", dag),
    )


def find_graense(noegle: str, dag: date) -> int:
    """Give a limit of domain/reference/graenser.csv as it was on a day. Raises LookupError when there is none."""
    for graense in load_graenser():
        if graense.noegle == noegle and graense.gyldig.covers(dag):
            return int(graense.vaerdi)
    raise LookupError(f"No limit {noegle} on {dag.isoformat()}.")


def make_emner(led: Iterable[Tilsynsled]) -> dict[str, Emne]:
    """Give each tilbud as a weekly mail may call it; it is one person's when any of its afdelinger is."""
    emner: dict[str, Emne] = {}
    personlige = list_personlige_former()
    for et in led:
        foer = emner.get(et.tilbudsid)
        emner[et.tilbudsid] = Emne(
            tilbudsid=et.tilbudsid,
            navn=et.navn,
            er_beskyttet=et.er_beskyttet,
            er_personlig=et.form in personlige or (foer is not None and foer.er_personlig),
        )
    return emner
