"""Handing an alarm's mail over: to the mail server, or as a file in VAR when there is none."""

import logging
from email.message import EmailMessage
from pathlib import Path

from email_validator import EmailNotValidError, validate_email

from flows.aflevering import read_smtpserver
from flows.settings import Indstillinger, IndstillingFejl
from reports.fejl import RapportFejl
from reports.mail.kuvert import KuvertFejl, make_kuvert
from reports.mail.linje import Afslag, Linje, LinjeFejl, ServerFejl, UdenBogstaver, Uvist
from reports.mail.smtpserver import Smtpserver

_LOG = logging.getLogger(__name__)


class PostFejl(RuntimeError):
    """The mail could not be handed over now; the message names no address and no secret."""


def read_modtagere(indstillinger: Indstillinger) -> tuple[str, ...]:
    """Give whom alarms are for; nobody when the setting is empty.

    Raises:
        IndstillingFejl: something there is no address.
    """
    dele = [del_.strip() for del_ in indstillinger.alarm_til.split(",") if del_.strip()]
    try:
        return tuple(validate_email(del_, check_deliverability=False).normalized for del_ in dele)
    except EmailNotValidError as fejl:
        raise IndstillingFejl(
            "Indstillingen TILBUDSTJEK_ALARM_TIL rummer noget, der ikke er en e-mailadresse. Skriv fx "
            "drift@example.org, flere med komma imellem."
        ) from fejl


def hand_over(indstillinger: Indstillinger, besked: EmailMessage, modtagere: tuple[str, ...]) -> None:
    """Give a mail to each recipient, of its own. An address that is dead keeps no other from being told, or told once.

    Raises:
        PostFejl: none of them could be reached.
    """
    try:
        server = read_smtpserver(indstillinger)
    except RapportFejl as fejl:
        raise PostFejl(str(fejl)) from fejl
    fejlede = []
    for nummer, til in enumerate(modtagere, start=1):
        besked["To"] = til
        try:
            if server is None:
                _write_eml(indstillinger.alarmer, besked, nummer)
            else:
                _send(server, besked, til)
        except PostFejl as fejl:
            _LOG.warning("Number %d of TILBUDSTJEK_ALARM_TIL was not told: %s", nummer, fejl)
            fejlede.append(fejl)
        del besked["To"]
    if fejlede and len(fejlede) == len(modtagere):
        raise fejlede[0]


def _send(server: Smtpserver, besked: EmailMessage, til: str) -> None:
    linje = Linje(server)
    try:
        kuvert = make_kuvert(besked.as_bytes().decode("ascii"), til)
        linje.present(kuvert)
        linje.hand_over(kuvert.data)
    except Uvist:
        # Perhaps it came; told twice would be worse than a receipt that nobody saw.
        return
    except (Afslag, UdenBogstaver, LinjeFejl, ServerFejl, KuvertFejl) as fejl:
        raise PostFejl(f"The alarm's mail was not taken ({type(fejl).__name__}).") from fejl
    finally:
        linje.close()


def _write_eml(mappe: Path, besked: EmailMessage, nummer: int) -> None:
    noegle = str(besked["Message-ID"]).strip("<>").partition("@")[0]
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        ny = mappe / f".{noegle}.ny"
        ny.write_bytes(besked.as_bytes())
        ny.replace(mappe / f"{noegle}-{nummer}.eml")
    except OSError as fejl:
        raise PostFejl(f"The alarm's mail could not be written ({fejl.strerror}).") from fejl
