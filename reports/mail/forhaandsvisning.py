"""The preview: exactly which mails would go out and to whom, what no mail may tell of, and why; nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from domain.regel import Regel
from expectations.registry import load_regler
from reports.fejl import RapportFejl
from reports.mail.brev import Brev, make_brev
from reports.mail.brevgrundlag import make_brevgrundlag
from reports.mail.grundlag import Grundlag, read_grundlag
from reports.mail.laes import read_tekst
from reports.mail.opgave import Opgave
from reports.mail.plan import Plan, Tilbageholdt, make_plan
from reports.mail.tekst import write_tekst
from reports.mail.vagt import STANDARD, Mailvagt
from warehouse.queries.mailhistorie import EJER
from warehouse.queries.mailvagt import Aabning, Brevhoved, list_brevhoveder, list_indhold_af
from warehouse.transaktion import reading


@dataclass(frozen=True, kw_only=True)
class Udkast:
    """One mail that nobody has got yet, as it would go out; `tilbud` are those it tells of.

    `status` is the outbox's (`afventer`, `klar`) or `ny` for one that is not written yet; `omskrives` when the text in
    the outbox is out of date and is written anew before anything is handed over.
    """

    noegle: str
    tilbud: tuple[str, ...]
    modtager: str
    emne: str
    status: str
    omskrives: bool


@dataclass(frozen=True, kw_only=True)
class Forhaandsvisning:
    """What would happen were the outbox brought up to date now.

    `trukket` are unsent mails to owners that would be withdrawn; mails to authorities (`udkast` too) are brought up to
    date by whoever writes them. `er_bedoemt` is False when the register awaits its control: then
    nothing is written, and nothing is handed over.
    """

    er_bedoemt: bool
    udkast: tuple[Udkast, ...] = ()
    trukket: tuple[Brevhoved, ...] = ()
    tilbageholdt: tuple[Tilbageholdt, ...] = ()
    uden_adresse: tuple[str, ...] = ()
    stop: tuple[Aabning, ...] = ()


def preview(
    engine: Engine,
    *,
    nu: datetime,
    svar_til: str,
    ro_dage: int = 30,
    vagt: Mailvagt = STANDARD,
    regler: Sequence[Regel] | None = None,
) -> Forhaandsvisning:
    """Give what the outbox would hold, by the same plan that fills it.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    with reading(engine) as session:
        grundlag = read_grundlag(session.connection(), load_regler() if regler is None else regler, vagt)
        usendte = list_brevhoveder(session.connection())
    if grundlag is None:
        return Forhaandsvisning(er_bedoemt=False)
    plan = make_plan(grundlag, nu=nu, ro_dage=ro_dage)
    bliver = plan.behold | {opgave.noegle for opgave in plan.opgaver}
    return Forhaandsvisning(
        er_bedoemt=True,
        udkast=tuple(_udkast(plan, grundlag, usendte, svar_til)),
        trukket=tuple(x for x in usendte if x.art == EJER and x.noegle not in bliver),
        tilbageholdt=tuple(plan.tilbageholdt),
        uden_adresse=tuple(plan.uden_adresse),
        stop=grundlag.stop,
    )


def preview_tekst(  # noqa: PLR0913 - the settings of the mails are the caller's
    engine: Engine,
    noegle: str,
    *,
    nu: datetime,
    svar_til: str,
    ro_dage: int = 30,
    vagt: Mailvagt = STANDARD,
    regler: Sequence[Regel] | None = None,
) -> str:
    """Give the plain text of the one mail whose key begins so: as it would be written, else as it stands in the outbox.

    Raises:
        RapportFejl: no mail's key begins so, or several do.
        WarehouseFejl: the database cannot be used.
    """
    with reading(engine) as session:
        grundlag = read_grundlag(session.connection(), load_regler() if regler is None else regler, vagt)
        skrevne = list_indhold_af(session.connection(), noegle)
    opgaver = make_plan(grundlag, nu=nu, ro_dage=ro_dage).opgaver if grundlag else []
    tekster = [write_tekst(_brev(x, grundlag, svar_til)) for x in opgaver if grundlag and x.noegle.startswith(noegle)]
    fundne = tekster or [read_tekst(indhold) for indhold in skrevne]
    if len(fundne) != 1:
        raise RapportFejl(f"{len(fundne)} mails har en nøgle, der begynder sådan. »tilbudstjek mail vis« viser dem.")
    return fundne[0]


def _udkast(plan: Plan, grundlag: Grundlag, usendte: Sequence[Brevhoved], svar_til: str) -> Iterator[Udkast]:
    statuser = {x.noegle: x.status for x in usendte}
    for brevhoved in usendte:
        if brevhoved.art != EJER or brevhoved.noegle in plan.behold:
            yield Udkast(
                noegle=brevhoved.noegle,
                tilbud=brevhoved.tilbud,
                modtager=brevhoved.modtager,
                emne=brevhoved.emne,
                status=brevhoved.status,
                omskrives=False,
            )
    for opgave in plan.opgaver:
        yield Udkast(
            noegle=opgave.noegle,
            tilbud=tuple(opgave.tilbud),
            modtager=opgave.ejer.modtager,
            emne=_brev(opgave, grundlag, svar_til).emne,
            status=statuser.get(opgave.noegle, "ny"),
            omskrives=not opgave.er_ny,
        )


def _brev(opgave: Opgave, grundlag: Grundlag, svar_til: str) -> Brev:
    return make_brev(make_brevgrundlag(opgave, grundlag, svar_til=svar_til))
