"""What a mail server's answer means for one mail, and the sentence a person is shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.mailstatus import Mailstatus

# RFC 5321 section 4.5.4.1: the first tries soon, and giving up after some days.
VENTETIDER = tuple(timedelta(minutes=minutter) for minutter in (10, 30, 120, 360, 1440, 1440, 1440))
_AARSAGER = {
    550: "Postkassen findes ikke, eller serveren vil ikke tage imod.",
    551: "Modtageren er flyttet.",
    552: "Mailen er for stor, eller postkassen er fuld.",
    553: "Serveren kender ikke den slags adresse.",
    554: "Serveren vil ikke tage imod mailen.",
}


@dataclass(frozen=True, kw_only=True)
class Udfald:
    """What became of one try: the mail's new state, its count of tries, when it is due again, and why."""

    status: Mailstatus
    antal_forsoeg: int = 0
    naeste_forsoeg: datetime | None = None
    fejl: str | None = None


def judge_refusal(kode: int, *, antal_forsoeg: int, nu: datetime) -> Udfald:
    """Judge a mail that the server refused: 4xx is tried again later, until patience ends; anything else never is."""
    forsoeg = antal_forsoeg + 1
    if not is_temporary(kode):
        aarsag = _AARSAGER.get(kode, "Serveren vil ikke tage imod mailen.")
        fejl = f"Afvist af mailserveren (svar {kode}). {aarsag} Se adressen efter, eller sig det til socialtilsynet."
        return Udfald(status=Mailstatus.AFVIST, antal_forsoeg=forsoeg, fejl=fejl)
    if forsoeg > len(VENTETIDER):
        fejl = f"Opgivet efter {forsoeg} forsøg: mailserveren svarede {kode} hver gang."
        return Udfald(status=Mailstatus.AFVIST, antal_forsoeg=forsoeg, fejl=fejl)
    fejl = f"Mailserveren tog ikke imod (svar {kode}). Programmet prøver igen."
    igen = nu + VENTETIDER[forsoeg - 1]
    return Udfald(status=Mailstatus.KLAR, antal_forsoeg=forsoeg, naeste_forsoeg=igen, fejl=fejl)


def is_temporary(kode: int) -> bool:
    """Tell whether a reply code says »not now« (RFC 5321 section 4.2.1)."""
    return 400 <= kode < 500  # noqa: PLR2004 - the first digit is the meaning
