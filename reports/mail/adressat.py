"""Whom a mail goes to: one address per tilbud, and the name of the authority it can ask."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.kontakt import is_email
from domain.reference import load_socialtilsyn
from reports.visning import rens
from warehouse.queries.rapport_mail import Mailafdeling


@dataclass(frozen=True, kw_only=True)
class Adressat:
    """One tilbud as a mail needs it; `afdelinger` maps an afdelingsid to its name."""

    tilbudsid: str
    navn: str | None
    email: str
    myndighed: str | None
    er_beskyttet: bool
    afdelinger: Mapping[str, str | None]


def make_adressat(afdelinger: Sequence[Mailafdeling]) -> Adressat | None:
    """Make the recipient of one tilbud from its afdelinger (by id), or None when no address can be written to."""
    email = choose_email([afdeling.email for afdeling in afdelinger])
    if email is None:
        return None
    return Adressat(
        tilbudsid=afdelinger[0].tilbudsid,
        navn=next((navn for afdeling in afdelinger if (navn := rens(afdeling.navn, 80))), None),
        email=email,
        myndighed=next(filter(None, map(_myndighed, afdelinger)), None),
        er_beskyttet=any(afdeling.er_beskyttet for afdeling in afdelinger),
        afdelinger={afdeling.afdelingsid: afdeling.navn for afdeling in afdelinger},
    )


def choose_email(emails: Sequence[str | None]) -> str | None:
    """Choose the commonest valid address; on a tie the one that comes first."""
    gyldige = [ren for email in emails if (ren := (email or "").strip()) and is_email(ren)]
    hyppighed = Counter(email.lower() for email in gyldige)
    return max(gyldige, key=lambda email: hyppighed[email.lower()], default=None)


def _myndighed(afdeling: Mailafdeling) -> str | None:
    if afdeling.tilsyn_kode is not None:
        return next((tilsyn.navn for tilsyn in load_socialtilsyn() if tilsyn.kode == afdeling.tilsyn_kode), None)
    if afdeling.tilsyn_art in {"kommune", "region"}:
        return rens(afdeling.tilsynsmyndighed, 80) or None
    return None
