"""The stages that faults are tried on: what stands before, which work is done, and how it ends undisturbed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from domain.regel import Modtager
from domain.tid import DANSK_TID
from flows.aflevering import deliver
from flows.laas import hold_lock
from flows.mailvagt import update_outbox
from flows.nat import run_night
from flows.settings import Indstillinger
from reports.mail.outbox import release
from warehouse.brevveksling.adressebog import Valg, find_indehaver, set_adresse
from warehouse.engine import open_warehouse

SEED, ANTAL = 11, 10
NAT, POST, FRIGIV = "nat", "post", "frigiv"


def at(maaned: int, dag: int, time: int, minut: int = 0) -> datetime:
    """Give a Danish time of 2026."""
    return datetime(2026, maaned, dag, time, minut, tzinfo=DANSK_TID)


@dataclass(frozen=True, kw_only=True)
class Skridt:
    """A piece of work: `NAT` (a night against the portal of `nat` 1 or 2), `POST` (the mails) or `FRIGIV`."""

    slags: str
    nu: datetime
    nat: int = 1


@dataclass(frozen=True, kw_only=True)
class Scene:
    """`foer` is done undisturbed, then `skridt` is what faults happen to."""

    navn: str
    foer: tuple[Skridt, ...]
    skridt: Skridt


def _two_nights(dag: datetime) -> tuple[Skridt, ...]:
    i_forgaars, i_gaar = dag - timedelta(days=2), dag - timedelta(days=1)
    return Skridt(slags=NAT, nu=i_forgaars), Skridt(slags=NAT, nu=i_gaar), Skridt(slags=FRIGIV, nu=i_gaar)


_MANDAG = at(11, 9, 2, 30)

SCENER = {
    scene.navn: scene
    for scene in (
        Scene(navn="foerste", foer=(), skridt=Skridt(slags=NAT, nu=at(11, 5, 2, 30))),
        # In the hours of mails, on the day of the weekly digests: the night that does the most.
        Scene(navn="hverdag", foer=_two_nights(_MANDAG), skridt=Skridt(slags=NAT, nu=at(11, 9, 10), nat=2)),
        Scene(
            navn="posttid",
            foer=(*_two_nights(_MANDAG), Skridt(slags=NAT, nu=_MANDAG, nat=2)),
            skridt=Skridt(slags=POST, nu=at(11, 9, 10)),
        ),
        # 02:30 does not exist on the first of these nights, and comes twice on the second.
        Scene(navn="sommertid", foer=_two_nights(at(3, 29, 4)), skridt=Skridt(slags=NAT, nu=at(3, 29, 2, 30), nat=2)),
        Scene(navn="vintertid", foer=_two_nights(at(10, 25, 2)), skridt=Skridt(slags=NAT, nu=at(10, 25, 2, 30), nat=2)),
    )
}


@dataclass(frozen=True, kw_only=True)
class Sted:
    """Where work is done: its folder and database, the portals by night, and the mail server's address."""

    var: Path
    database: str
    portaler: Mapping[int, str]
    smtp: str

    def settings(self, nat: int = 1) -> Indstillinger:
        """Give the settings of a run here; nothing is read from the environment."""
        return Indstillinger(
            _env_file=None,
            var=self.var,
            database_url=self.database,
            portal_url=self.portaler[nat],
            delay_s=0,
            smtp_url=self.smtp,
            mail_pr_minut=6000,
        )


def do(skridt: Skridt, sted: Sted, nu: datetime) -> dict[str, Any]:
    """Do a piece of work as its command does, and say how it went."""
    indstillinger = sted.settings(skridt.nat)
    if skridt.slags == NAT:
        return {"status": run_night(indstillinger, nu=nu).indlaesning.status}
    with hold_lock(indstillinger):
        engine = open_warehouse(indstillinger.database)
        if skridt.slags == FRIGIV:
            _know_authorities(engine, nu)
            return {"status": "godkendt", "antal": release(engine, nu=nu)}
        update_outbox(engine, indstillinger, nu=nu)
        tal = deliver(engine, indstillinger, nu=nu)
    return {"status": "godkendt", "sendt": tal.sendt, "stop": tal.stop}


def _know_authorities(engine: Any, nu: datetime) -> None:
    """Set the addresses that the weekly digests go to."""
    for kode in ("Nord", "Midt", "Syd", "Øst", "Hovedstaden"):
        indehaver = find_indehaver(engine, Modtager.SOCIALTILSYN, kode)
        valg = Valg(af="AB", grund="Oplyst pr. telefon")
        set_adresse(engine, indehaver, f"post@{kode.lower().replace('ø', 'oe')}.example.org", valg, nu=nu)


@contextmanager
def open_portaler() -> Iterator[dict[int, Any]]:
    """Serve both nights of the register, by number."""
    from crawler.replica.proces import ReplicaProces

    with ReplicaProces(SEED, 1, antal_tilbud=ANTAL) as foerste, ReplicaProces(SEED, 2, antal_tilbud=ANTAL) as anden:
        yield {1: foerste, 2: anden}
