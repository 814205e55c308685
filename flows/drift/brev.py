"""The mail about alarms: what is wrong, what to do about it by the runbook, and what is over. No personal values."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from domain.drejebog import find_afsnit, write_afsnit_tekst
from domain.tid import write_minute
from reports.visning import antal_af
from warehouse.alarmer import AabenAlarm

_HILSEN = "Mailen er skrevet af Tilbudstjek og rummer ingen personoplysninger. Svar på den bliver ikke læst."


def compose(
    nye: Sequence[AabenAlarm], overstaaede: Sequence[AabenAlarm], *, fra: str, side: str | None, nu: datetime
) -> EmailMessage:
    """Write one mail of the alarms that are new and those that are over, still without a recipient.

    `side` is the address of the page »Drift« when there is one.
    """
    besked = EmailMessage(policy=SMTP)
    besked["From"] = fra
    besked["Subject"] = _write_emne(nye, overstaaede)
    besked["Date"] = format_datetime(nu)
    # The same alarms give the same number, so that a mail told twice after a crash is seen to be one.
    besked["Message-ID"] = f"<alarm-{_fingerprint(nye, overstaaede)}@{fra.rpartition('@')[2]}>"
    besked["Auto-Submitted"] = "auto-generated"
    besked.set_content("\n".join(_list_afsnit(nye, overstaaede, side)), cte="quoted-printable")
    return besked


def _write_emne(nye: Sequence[AabenAlarm], overstaaede: Sequence[AabenAlarm]) -> str:
    if len(nye) == 1:
        return f"Tilbudstjek: {find_navn(nye[0].slags)}"
    if nye:
        return f"Tilbudstjek: {antal_af(len(nye), 'alarm', 'alarmer')}"
    if len(overstaaede) == 1:
        return f"Tilbudstjek: ovre: {find_navn(overstaaede[0].slags)}"
    return f"Tilbudstjek: {antal_af(len(overstaaede), 'alarm', 'alarmer')} er ovre"


def _list_afsnit(nye: Sequence[AabenAlarm], overstaaede: Sequence[AabenAlarm], side: str | None) -> Iterable[str]:
    # What to do is said once of each kind, however many there are of it.
    for slags in dict.fromkeys(alarm.slags for alarm in nye):
        yield f"{find_navn(slags).upper()}\n"
        for alarm in nye:
            if alarm.slags == slags:
                yield f"{alarm.tekst}\nRejst {write_minute(alarm.rejst)}.\n"
        yield from _list_raad(slags)
    if overstaaede:
        yield "OVRE IGEN\n"
        for alarm in overstaaede:
            yield f"- {find_navn(alarm.slags)} (rejst {write_minute(alarm.rejst)}): er ovre. Du skal ikke gøre mere.\n"
    if side:
        yield f"Alarmerne står på {side}\n"
    yield _HILSEN


def _list_raad(slags: str) -> Iterable[str]:
    try:
        yield write_afsnit_tekst(find_afsnit(slags))
    except LookupError:
        yield "Se docs/drift.md: den siger, hvad der skal gøres.\n"
        return
    yield f"Afsnittet står også i docs/drift.md#{slags}.\n"


def find_navn(slags: str) -> str:
    """Give what people call a kind of alarm."""
    try:
        return find_afsnit(slags).navn
    except LookupError:
        return slags.replace("_", " ").capitalize()


def _fingerprint(nye: Sequence[AabenAlarm], overstaaede: Sequence[AabenAlarm]) -> str:
    dele = [f"+{a.slags}:{a.noegle}:{a.rejst.isoformat()}" for a in nye]
    dele += [f"-{a.slags}:{a.noegle}:{a.rejst.isoformat()}" for a in overstaaede]
    return sha256("\n".join(dele).encode()).hexdigest()[:32]
