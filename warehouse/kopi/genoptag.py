"""What a database must learn when it is put back: time has passed, and mails may have gone that it knows not of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, inspect, select, text, update

from domain.mailstatus import Mailstatus
from domain.tid import write_minute
from warehouse.revision import Revisionsnote, note
from warehouse.revision.gendannet import HANDLING, write_bemaerkning
from warehouse.tables import table_of
from warehouse.tables.drift import Alarm
from warehouse.tables.opfoelgning import Mail

ALARM = "gendannelse"
# What a mail says that a restore holds begins so; no other does.
HOLDT = "Databasen er gendannet fra en kopi"
_GENSTAND = "gendannelse:"
_MAIL = table_of(Mail)
_ALARM = table_of(Alarm)
_VENTER = (Mailstatus.AFVENTER.value, Mailstatus.KLAR.value, Mailstatus.SENDER.value)


@dataclass(frozen=True, kw_only=True)
class Gendannelse:
    """One restore: its id, when and by whom, when the backup was taken, and the newest link of its audit log (0: none).

    `intet_sendt` is a person's reason to be sure that no mail was handed over since; None when nobody is.
    """

    id: str
    nu: datetime
    hvem: str
    kopi_taget: datetime
    kopi_led: int
    intet_sendt: str | None = None


def resume(forbindelse: Connection, gendannelse: Gendannelse) -> int:
    """Hold the mails and write the restore down, in the transaction that puts the database back; give how many.

    A mail that waited when the backup was taken may have been handed over afterwards. So may one that was written
    later, and that the next night would write again: until a person releases the outbox, every new mail waits.
    """
    holdt = 0 if gendannelse.intet_sendt else _hold_mails(forbindelse, gendannelse)
    resten = f"{holdt} mails holdt tilbage."
    if gendannelse.intet_sendt:
        resten = f"Intet sendt siden: {gendannelse.intet_sendt}"
    note(
        forbindelse,
        Revisionsnote(
            tidspunkt=gendannelse.nu,
            hvem=gendannelse.hvem,
            handling=HANDLING,
            genstand=_GENSTAND + gendannelse.id,
            bemaerkning=write_bemaerkning(gendannelse.kopi_taget, gendannelse.kopi_led, resten),
        ),
    )
    return holdt


def is_resumed(forbindelse: Connection, gendannelse_id: str) -> bool:
    """Tell whether a database is the one that a restore put in place."""
    if not inspect(forbindelse).has_table("revision"):
        return False
    fundet = text("SELECT count(*) FROM revision WHERE genstand = :genstand")
    return bool(forbindelse.execute(fundet, {"genstand": _GENSTAND + gendannelse_id}).scalar_one())


def end_hold(forbindelse: Connection, *, nu: datetime) -> None:
    """Let new mails go as usual again, in the caller's transaction: a person has looked at those that waited."""
    aabne = update(_ALARM).where(_ALARM.c.slags == ALARM, _ALARM.c.lukket.is_(None))
    forbindelse.execute(aabne.values(lukket=nu))


def _hold_mails(forbindelse: Connection, gendannelse: Gendannelse) -> int:
    taget = write_minute(gendannelse.kopi_taget)
    fejl = (
        f"{HOLDT}, der blev taget {taget}, før mailen var afleveret. Den kan være afleveret siden. Spørg i "
        "mailserverens log, og kør »tilbudstjek mail afgoer«."
    )
    ventede = update(_MAIL).where(_MAIL.c.status.in_(_VENTER))
    antal = forbindelse.execute(ventede.values(status=Mailstatus.UKENDT.value, fejl=fejl, naeste_forsoeg=None)).rowcount
    tekst = (
        f"Databasen er gendannet fra en kopi, der blev taget {taget}. Mails kan være sendt siden, uden at den ved det. "
        "Hold de ukendte og de nye mails op mod mailserverens log (»tilbudstjek mail vis«), afgør de ukendte med "
        "»tilbudstjek mail afgoer« (--alle-ukendte afgør alle), og frigiv så de nye med »tilbudstjek mail frigiv«."
    )
    findes = select(_ALARM.c.id).where(_ALARM.c.slags == ALARM, _ALARM.c.noegle == gendannelse.id)
    if forbindelse.execute(findes).first() is None:
        forbindelse.execute(
            _ALARM.insert(), [{"slags": ALARM, "noegle": gendannelse.id, "tekst": tekst, "rejst": gendannelse.nu}]
        )
    return int(antal)
