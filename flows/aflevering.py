"""Handing the released mails over, as the settings want it: to a mail server, or as files in a folder."""

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine

from flows.mailvagt import make_sendevagt
from flows.settings import Indstillinger
from reports.mail.afsendelse import Tilladelse, ask_permission, explain_unjudged
from reports.mail.send import deliver_eml, drop_wiped
from reports.mail.smtp import Afleveringstal, deliver_smtp
from reports.mail.smtpserver import Smtpserver, read_smtp_url
from reports.mail.takt import Ur
from reports.mail.tilstande import settle_abandoned
from reports.visning import antal_af


def make_ur(nu: datetime) -> Ur:
    """Make a clock that shows `nu` now and goes on by seconds that no change of the machine's time disturbs."""
    begyndt = time.monotonic()
    return Ur(nu=lambda: nu + timedelta(seconds=time.monotonic() - begyndt), sekunder=time.monotonic, sov=time.sleep)


def read_smtpserver(indstillinger: Indstillinger) -> Smtpserver | None:
    """Give the mail server of the settings, None when there is none. Raises RapportFejl when it cannot be read."""
    url = indstillinger.smtp_url.get_secret_value()
    return read_smtp_url(url) if url else None


def deliver(
    engine: Engine,
    indstillinger: Indstillinger,
    *,
    nu: datetime,
    on_progress: Callable[[int, int], None] | None = None,
) -> Afleveringstal:
    """Hand over the mails that are released; to a server only when and as many as the guards permit.

    Call it under the writer's lock, and after `update_outbox`.

    Raises:
        RapportFejl: the folder cannot be written to, or the server's address cannot be read.
        WarehouseFejl: the database cannot be used.
    """
    drop_wiped(engine, indstillinger.udbakke)
    server, ur = read_smtpserver(indstillinger), make_ur(nu)
    tilladelse = read_tilladelse(engine, indstillinger, nu=nu)
    if tilladelse.grund is not None:
        return Afleveringstal(ukendt=settle_abandoned(engine, nu=nu), stop=tilladelse.grund)
    if server is None:
        ukendt = settle_abandoned(engine, nu=nu)
        return Afleveringstal(sendt=deliver_eml(engine, indstillinger.udbakke, nu=nu), ukendt=ukendt)
    return deliver_smtp(
        engine,
        server,
        ur=ur,
        pr_minut=indstillinger.mail_pr_minut,
        hoejst=tilladelse.hoejst,
        on_progress=on_progress,
    )


def read_tilladelse(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> Tilladelse:
    """Give how many mails may be handed over right now, and why none; a folder of files takes them at any hour."""
    if read_smtpserver(indstillinger) is None:
        grund = explain_unjudged(engine)
        return Tilladelse(hoejst=0 if grund else sys.maxsize, grund=grund)
    return ask_permission(engine, nu=nu, vagt=make_sendevagt(indstillinger), pr_minut=indstillinger.mail_pr_minut)


def describe(indstillinger: Indstillinger) -> str:
    """Say where mails go, without any secret."""
    server = read_smtpserver(indstillinger)
    if server is None:
        return f"som .eml-filer i {indstillinger.udbakke} (TILBUDSTJEK_SMTP_URL er ikke sat)"
    return f"til mailserveren {server.vaert}, højst {indstillinger.mail_pr_minut} i minuttet"


def explain(tal: Afleveringstal) -> list[str]:
    """Say in Danish lines what a person must know of a run."""
    linjer = []
    if tal.senere:
        senere = antal_af(tal.senere, "mail", "mails")
        linjer.append(f"{senere} kunne ikke tages imod lige nu. Det bliver prøvet igen.")
    if tal.afvist:
        afvist = antal_af(tal.afvist, "mail er", "mails er")
        linjer.append(f"{afvist} afvist og bliver ikke sendt igen. »tilbudstjek mail vis« viser hvorfor.")
    if tal.ukendt:
        linjer.append(
            f"Om {tal.ukendt} mails er kommet frem, kan programmet ikke vide. De sendes ikke igen, før et menneske "
            "har set efter: »tilbudstjek mail vis«, og så »tilbudstjek mail afgoer NØGLE --sendt« eller »--igen«."
        )
    return [*linjer, *([tal.stop] if tal.stop else [])]
