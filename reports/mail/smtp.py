"""Handing the released mails over to a mail server: each one once, or shown to a person as unknown."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from domain.mailstatus import Mailstatus
from reports.mail.kuvert import Kuvert, KuvertFejl, make_kuvert
from reports.mail.linje import Afslag, Linje, LinjeFejl, ServerFejl, UdenBogstaver, UdenForbindelse, Uvist
from reports.mail.smtpserver import Smtpserver
from reports.mail.smtpsvar import Udfald, judge_refusal
from reports.mail.takt import TILLOEB_S, Takt, Ur
from reports.mail.tilstande import claim, list_due, move_cases, read_mail, settle_abandoned, store_udfald

_LOG = logging.getLogger(__name__)

# When so many in a row go wrong, it is not the mails.
_I_TRAEK = {Mailstatus.UKENDT: 3, Mailstatus.AFVIST: 10, Mailstatus.KLAR: 10}
_ORD = {Mailstatus.UKENDT: "ukendt", Mailstatus.AFVIST: "afvist", Mailstatus.KLAR: "udsat"}
# What a line that breaks at the same mail every time counts as (RFC 5321 section 4.2.3: service not available).
_BROED_AF = 421
_UVIST = (
    "Forbindelsen til mailserveren faldt, før den kvitterede. Spørg i serverens log, om mailen er kommet frem, og kør "
    "»tilbudstjek mail afgoer«."
)
_BOGSTAVER = (
    "Adressen har bogstaver som æ, ø eller å før @, og det kan mailserveren ikke sende til. Tilbuddet skal vise en "
    "anden adresse på Tilbudsportalen."
)


@dataclass(frozen=True, kw_only=True)
class Afleveringstal:
    """What a run handed over; `senere` are tried again, `ukendt` includes what an earlier run left.

    `stop` says why the run ended before all mails were tried, None when it did not.
    """

    sendt: int = 0
    senere: int = 0
    afvist: int = 0
    ukendt: int = 0
    stop: str | None = None


def deliver_smtp(
    engine: Engine,
    server: Smtpserver,
    *,
    ur: Ur,
    pr_minut: int,
    hoejst: int | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Afleveringstal:
    """Hand every mail that is due to the server, over one line, at most `pr_minut` a minute and `hoejst` in all.

    Call it only under the writer's lock: a mail found as `sender` is taken for one that a dead run left.

    Raises:
        WarehouseFejl: the database cannot be used.
    """
    forladte = settle_abandoned(engine, nu=ur.nu())
    move_cases(engine, nu=ur.nu())
    ids = list_due(engine, ur.nu())[:hoejst]
    tal: Counter[Mailstatus] = Counter({Mailstatus.UKENDT: forladte})
    postbud = _Postbud(engine, server, ur, tal)
    takt = Takt(ur, pr_minut=pr_minut)
    stop = None
    try:
        for nummer, mail_id in enumerate(ids, start=1):
            takt.wait()
            postbud.deliver(mail_id)
            if on_progress is not None:
                on_progress(nummer, len(ids))
    except (ServerFejl, UdenForbindelse) as fejl:
        stop = str(fejl) if isinstance(fejl, ServerFejl) else _explain(server)
        _LOG.warning("The mail server was given up; %s of %s mails were tried.", sum(tal.values()) - forladte, len(ids))
    finally:
        postbud.close()
    move_cases(engine, nu=ur.nu())
    return Afleveringstal(
        sendt=tal[Mailstatus.SENDT],
        senere=tal[Mailstatus.KLAR],
        afvist=tal[Mailstatus.AFVIST],
        ukendt=tal[Mailstatus.UKENDT],
        stop=stop,
    )


def _explain(server: Smtpserver) -> str:
    return (
        f"Mailserveren {server.vaert} (port {server.port}) kan ikke nås lige nu. Mailene venter: næste aflevering "
        "prøver igen af sig selv, og »tilbudstjek mail send --rigtigt« gør det nu."
    )


class _Postbud:
    """Carries one mail at a time, and counts what goes wrong in a row."""

    def __init__(self, engine: Engine, server: Smtpserver, ur: Ur, tal: Counter[Mailstatus]) -> None:
        self._engine = engine
        self._tal = tal
        self._linje = Linje(server)
        self._ur = ur
        self._i_traek: tuple[Mailstatus, int] = (Mailstatus.SENDT, 0)
        self._er_taget = False

    def deliver(self, mail_id: int) -> None:
        """Try one mail, unless it is no longer to be sent, and keep what became of it."""
        mail = read_mail(self._engine, mail_id)
        if mail is None:
            return
        try:
            kuvert = make_kuvert(mail.indhold, mail.modtager)
        except KuvertFejl as fejl:
            self._keep(mail_id, _refuse(str(fejl)))
            return
        self._er_taget = False
        try:
            udfald = self._carry(mail_id, kuvert, mail.antal_forsoeg)
        except (UdenForbindelse, ServerFejl):
            if self._er_taget:
                self._store(mail_id, Udfald(status=Mailstatus.KLAR, antal_forsoeg=mail.antal_forsoeg))
            raise
        if udfald is not None:
            self._keep(mail_id, udfald)
            self._count(udfald.status)

    def close(self) -> None:
        """Hang up."""
        self._linje.close()

    def _carry(self, mail_id: int, kuvert: Kuvert, antal_forsoeg: int) -> Udfald | None:
        """Try until there is an outcome; a line that breaks before the mail is given is opened again."""
        for pause in (*TILLOEB_S, None):
            try:
                return self._try(mail_id, kuvert)
            except Afslag as fejl:
                return judge_refusal(fejl.kode, antal_forsoeg=antal_forsoeg, nu=self._ur.nu())
            except UdenBogstaver:
                return _refuse(_BOGSTAVER)
            except Uvist:
                return Udfald(status=Mailstatus.UKENDT, antal_forsoeg=antal_forsoeg, fejl=_UVIST)
            except LinjeFejl as fejl:
                if pause is None and isinstance(fejl, UdenForbindelse):
                    raise
            if pause is not None:
                self._ur.sov(pause)
        return judge_refusal(_BROED_AF, antal_forsoeg=antal_forsoeg, nu=self._ur.nu())

    def _try(self, mail_id: int, kuvert: Kuvert) -> Udfald | None:
        self._linje.present(kuvert)
        # The mark comes before the message: whoever dies from here on leaves a mail that nobody sends again unasked.
        if not self._er_taget and not claim(self._engine, mail_id):
            self._linje.withdraw()
            return None
        self._er_taget = True
        self._linje.hand_over(kuvert.data)
        return Udfald(status=Mailstatus.SENDT)

    def _keep(self, mail_id: int, udfald: Udfald) -> None:
        self._store(mail_id, udfald)
        self._tal[udfald.status] += 1

    def _store(self, mail_id: int, udfald: Udfald) -> None:
        store_udfald(self._engine, mail_id, udfald, nu=self._ur.nu(), sov=self._ur.sov)

    def _count(self, status: Mailstatus) -> None:
        forrige, antal = self._i_traek
        self._i_traek = (status, antal + 1 if status is forrige else 1)
        if self._i_traek[1] == _I_TRAEK.get(status):
            raise ServerFejl(
                f"{self._i_traek[1]} mails i træk blev »{_ORD[status]}«, så det er næppe mailene, der er noget galt "
                "med. Resten venter. Se årsagen med »tilbudstjek mail vis«."
            )


def _refuse(fejl: str) -> Udfald:
    return Udfald(status=Mailstatus.AFVIST, fejl=fejl)
