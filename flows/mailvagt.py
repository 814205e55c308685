"""The guards of the mails as the settings want them, and the outbox brought up to date under them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from flows.settings import Indstillinger, load_hash_noegle
from reports.mail.forhaandsvisning import Forhaandsvisning, preview, preview_tekst
from reports.mail.outbox import Udbakketal, fill_outbox
from reports.mail.vagt import Mailvagt, Sendevagt


def make_mailvagt(indstillinger: Indstillinger) -> Mailvagt:
    """Give what a finding must have lived through before a mail may tell of it."""
    return Mailvagt(snapshots=indstillinger.mail_snapshots, regel_andel_pct=indstillinger.mail_regel_andel_pct)


def make_sendevagt(indstillinger: Indstillinger) -> Sendevagt:
    """Give when mails may be handed over to a mail server, and how many a day."""
    return Sendevagt(
        fra_kl=indstillinger.mail_fra_kl,
        til_kl=indstillinger.mail_til_kl,
        loft_pr_dag=indstillinger.mail_loft_pr_dag,
    )


def preview_outbox(engine: Engine, indstillinger: Indstillinger, *, nu: datetime) -> Forhaandsvisning:
    """Give what `update_outbox` would do, without doing it."""
    return preview(
        engine,
        nu=nu,
        svar_til=indstillinger.mail_svar_til,
        ro_dage=indstillinger.mail_ro_dage,
        vagt=make_mailvagt(indstillinger),
    )


def preview_mail(engine: Engine, indstillinger: Indstillinger, noegle: str, *, nu: datetime) -> str:
    """Give one mail's text. Raises RapportFejl when there is no one mail whose key begins so."""
    return preview_tekst(
        engine,
        noegle,
        nu=nu,
        svar_til=indstillinger.mail_svar_til,
        ro_dage=indstillinger.mail_ro_dage,
        vagt=make_mailvagt(indstillinger),
    )


def update_outbox(
    engine: Engine,
    indstillinger: Indstillinger,
    *,
    nu: datetime,
    on_progress: Callable[[int, int], None] | None = None,
) -> Udbakketal:
    """Write the mails there are to write, and bring unsent ones up to date: those hold only what may be told now.

    Raises:
        RapportFejl: an address in the settings cannot be used.
        WarehouseFejl: the database cannot be used.
    """
    return fill_outbox(
        engine,
        nu=nu,
        frigivet=False,
        afsender=indstillinger.mail_fra,
        svar_til=indstillinger.mail_svar_til,
        hemmelighed=load_hash_noegle(indstillinger),
        ro_dage=indstillinger.mail_ro_dage,
        vagt=make_mailvagt(indstillinger),
        on_progress=on_progress,
    )
