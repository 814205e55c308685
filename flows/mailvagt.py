"""The guards of the mails as the settings want them, and the outbox brought up to date under them."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from expectations.valg import choose_regler
from flows.settings import Indstillinger, load_hash_noegle
from reports.mail.besked import Afsender
from reports.mail.forhaandsvisning import Forhaandsvisning, preview, preview_tekst
from reports.mail.orientering.udgivelse import refresh_uge
from reports.mail.outbox import Udbakketal, fill_outbox
from reports.mail.vagt import Mailvagt, Sendevagt


def make_mailvagt(indstillinger: Indstillinger) -> Mailvagt:
    """Give what a finding must have lived through before a mail may tell of it."""
    return Mailvagt(snapshots=indstillinger.mail_snapshots, regel_andel_pct=indstillinger.mail_regel_andel_pct)


def make_afsender(indstillinger: Indstillinger) -> Afsender:
    """Give who writes the mails, and what makes their Message-IDs hard to guess."""
    return Afsender(
        fra=indstillinger.mail_fra,
        svar_til=indstillinger.mail_svar_til,
        hemmelighed=load_hash_noegle(indstillinger),
    )


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
        regler=choose_regler(indstillinger.regler_til, indstillinger.regler_fra),
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
        regler=choose_regler(indstillinger.regler_til, indstillinger.regler_fra),
    )


def update_outbox(
    engine: Engine,
    indstillinger: Indstillinger,
    *,
    nu: datetime,
    on_progress: Callable[[int, int], None] | None = None,
) -> Udbakketal:
    """Write the mails there are to write, and bring unsent ones up to date: those hold only what may be told now.

    The weekly mails are written by `flows.orientering`; here those that nobody has got yet are brought up to date.

    Raises:
        RapportFejl: an address in the settings cannot be used.
        WarehouseFejl: the database cannot be used.
        RegelvalgFejl: the settings switch a rule that is not there.
    """
    tal = fill_outbox(
        engine,
        nu=nu,
        frigivet=False,
        afsender=indstillinger.mail_fra,
        svar_til=indstillinger.mail_svar_til,
        hemmelighed=load_hash_noegle(indstillinger),
        ro_dage=indstillinger.mail_ro_dage,
        vagt=make_mailvagt(indstillinger),
        regler=choose_regler(indstillinger.regler_til, indstillinger.regler_fra),
        on_progress=on_progress,
    )
    refresh_uge(
        engine,
        choose_regler(indstillinger.regler_til, indstillinger.regler_fra),
        nu=nu,
        afsender=make_afsender(indstillinger),
        vagt=make_mailvagt(indstillinger),
    )
    return tal
