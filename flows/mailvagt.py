"""The guards of the mails as the settings want them."""

from flows.settings import Indstillinger
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
