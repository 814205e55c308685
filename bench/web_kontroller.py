"""Settled sample controls over a register that is there: announced, frozen, drawn, answered, closed."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, text

from domain.stikproeve import Population, Udfald
from domain.stikproeveforloeb import make_forloeb
from domain.stikproevesvar import Svar
from domain.tid import find_dag
from sampling.design import design_to_json
from sampling.frysning import freeze_ramme
from sampling.regelkontrol import make_regelkontrol
from sampling.traekning import draw_kontrol
from warehouse.stikproever.handlinger import announce, close
from warehouse.stikproever.plan import Kontrolplan, store_plan
from warehouse.stikproever.trin import Notat
from warehouse.stikproever.udfald import Indberetning, store_udfald

PUNKTER = ("telefon", "cvr")
_SAGER = 400


def settle_kontroller(engine: Engine, *, nu: datetime) -> None:
    """Settle a control of the rules for each of some items, announced at `nu`."""
    for nummer, punkt in enumerate(PUNKTER, start=1):
        _settle(engine, f"26-{nummer}", punkt, nu)


def _settle(engine: Engine, nummer: str, punkt: str, nu: datetime) -> None:
    start = find_dag(nu + timedelta(days=7))
    plan = Kontrolplan(
        nummer=nummer,
        emne=f"Kontrol af reglerne: {punkt}",
        formaal="at oplysningerne stemmer",
        population=Population.TILBUD,
        punkter=(punkt,),
        design=design_to_json(make_regelkontrol(_SAGER)),
        start_dag=start,
        forloeb=make_forloeb(start),
    )
    store_plan(engine, [plan], notat=_note(nu))
    announce(engine, nummer, kilde="Lotto", notat=_note(nu))
    frosset = nu + timedelta(days=8)
    freeze_ramme(engine, nummer, noegle="", notat=_note(frosset))
    draw_kontrol(engine, nummer, offentligt_tal="4 8 15", kode_version="bench", notat=_note(frosset))
    indberetning = Indberetning(sagsbehandler="KL", kilde="ark", nu=frosset + timedelta(days=30), sete={})
    svar = [_answer(plads, enhed_id, punkt) for plads, enhed_id in enumerate(_list_udtrukne(engine, nummer))]
    store_udfald(engine, nummer, svar, indberetning=indberetning)
    close(engine, nummer, notat=_note(frosset + timedelta(days=40)))


def _list_udtrukne(engine: Engine, nummer: str) -> list[str]:
    sql = """
        SELECT e.enhed_id FROM stikproeve_enhed e JOIN stikproeve s ON s.id = e.stikproeve_id
        WHERE s.nummer = :nummer AND e.er_udtrukket ORDER BY e.enhed_id
    """
    with engine.connect() as conn:
        return list(conn.scalars(text(sql), {"nummer": nummer}))


def _answer(plads: int, enhed_id: str, punkt: str) -> Svar:
    udfald = Udfald.FORKERT if plads % 7 == 0 else Udfald.RIGTIG
    kommentar = "Der står noget andet i indberetningen." if udfald is Udfald.FORKERT else None
    return Svar(enhed_id=enhed_id, punkt=punkt, udfald=udfald, minutter=10, kommentar=kommentar)


def _note(nu: datetime) -> Notat:
    return Notat(nu=nu, hvem="sagsbehandler", tekst="Som planlagt.")
