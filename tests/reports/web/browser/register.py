"""A small register with something on every page: findings, cases, mails, controls, a dataudtræk, two nights."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select

from domain.afvigelse import Fund
from expectations.registry import load_regler
from reports.mail.outbox import fill_outbox
from reports.paabud.grundlag import list_fulgte
from sampling.design import Design
from tests.builders import NAT_1, NAT_2, load_afdelinger, load_udtraek, make_afdeling
from tests.reports.scene import AFSENDER, STRAKS, SVAR_TIL, make_fund, make_register, record
from tests.stikproever import put_in_work
from tests.stikproeveresultat import prepare, settle
from warehouse.alarmer import raise_alarm
from warehouse.sager import follow_up, open_sager
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailSvar
from warehouse.tables.opfoelgning import Mail

REGLER = load_regler()
FELTER = ("cvr", "telefon", "by", "tilsynsmyndighed", "leder", "hjemmeside")
_NUMRE = (1, 2, 4, 5, 6, *range(20, 110))
UDTRAEK: dict[str, list[dict[str, Any]]] = {
    navn: [{"tilbudsid": str(1000 + nummer)} for nummer in _NUMRE]
    for navn in ("tilbud", "takst", "plads", "belaegning", "noegletal", "tilsynsbesoeg", "kvalitetsscore")
}
UDTRAEK["budget"] = [{"tilbudsid": str(1000 + nummer), "budgetaar": aar} for nummer in _NUMRE for aar in (2026, 2027)]


def fill_register(engine: Engine, mappe: Path) -> None:
    """Play two nights and what people did after them."""
    afdelinger = [*make_register(), *(make_afdeling(nummer) for nummer in range(20, 110))]
    for nat, skridt in ((NAT_1, 3), (NAT_2, 4)):
        indlaest = load_afdelinger(engine, mappe, afdelinger, start=nat)
        assert indlaest.snapshot_id is not None, indlaest.aarsag
        if nat == NAT_1:
            udtraek = load_udtraek(engine, mappe, UDTRAEK, start=nat)
            assert udtraek.status == "godkendt", udtraek.aarsag
        record(engine, indlaest.snapshot_id, list(_fund(skridt)), nu=nat, regler=REGLER)
        open_sager(engine, nat, regler=list_fulgte(REGLER))
        follow_up(engine, nat.date(), nat, regler=list_fulgte(REGLER))
        fill_outbox(engine, nu=nat, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    _answer_mail(engine)
    raise_alarm(engine, "kopi_med_beskyttet", "kopier", tekst="To kopier skal slettes.", nu=NAT_2)
    prepare(engine, "27-1", punkter=("telefon", "cvr"))
    settle(engine, "27-1")
    prepare(engine, "27-2", punkter=("telefon",), design=Design(antal=20, mindste_stratum=1))
    put_in_work(engine, "27-2")


def _answer_mail(engine: Engine) -> None:
    """Let somebody disagree with the first mail."""
    with engine.begin() as forbindelse:
        mail = forbindelse.scalar(select(func.min(table_of(Mail).c.noegle)))
        svar = {"message_id": "<1@tilbud.example.org>", "modtaget": NAT_2, "art": "uenig", "noegle": mail}
        forbindelse.execute(insert(table_of(MailSvar)).values(**svar, tekst="Vi er uenige: nummeret er rigtigt."))


def _fund(skridt: int) -> Iterator[Fund]:
    regler = [next(regel for regel in REGLER if regel.felt == felt and regel.aktiv) for felt in FELTER]
    for nummer in (1, *range(20, 110, skridt)):
        regel = regler[nummer % len(regler)]
        yield make_fund(
            regel, str(1000 + nummer), str(nummer), vaerdi="Odense", forslag="Odense C", bevis={"postnummer": "5000"}
        )
