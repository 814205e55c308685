"""Whom mails go to: the address of each tilbud, and the owners that the same address makes."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.kontakt import is_email
from domain.regel import Modtager
from warehouse.queries.adressebog import Adresser, fold_email
from warehouse.queries.rapport_mail import Mailafdeling


@dataclass(frozen=True, kw_only=True)
class Ejer:
    """Whoever reads mails at one address, and all the live tilbud that are written to there.

    `adressat` is the address as owners are told apart by, `modtager` as the first tilbud writes it. `er_sat` tells that
    a person set it for any of them.
    """

    adressat: str
    modtager: str
    tilbud: tuple[str, ...]
    er_sat: bool = False


def find_ejere(afdelinger: Mapping[str, Sequence[Mailafdeling]], adresser: Adresser) -> tuple[Ejer, ...]:
    """Gather the live tilbud by address, in the order they come; one that has none is left out."""
    skrevet: dict[str, str] = {}
    satte: set[str] = set()
    tilbud: defaultdict[str, list[str]] = defaultdict(list)
    for tilbudsid, egne in afdelinger.items():
        email = find_email(tilbudsid, [afdeling.email for afdeling in egne], adresser)
        if email is not None:
            skrevet.setdefault(fold_email(email), email)
            tilbud[fold_email(email)].append(tilbudsid)
            if fold_email(adresser.override(Modtager.TILBUD, tilbudsid) or "") == fold_email(email):
                satte.add(fold_email(email))
    return tuple(Ejer(adressat=a, modtager=skrevet[a], tilbud=tuple(t), er_sat=a in satte) for a, t in tilbud.items())


def find_email(tilbudsid: str, emails: Sequence[str | None], adresser: Adresser) -> str | None:
    """Give the address a person set for a tilbud, else the one the register shows; never a dead one."""
    sat = choose_email([adresser.override(Modtager.TILBUD, tilbudsid)], adresser)
    return sat or choose_email(emails, adresser)


def choose_email(emails: Sequence[str | None], adresser: Adresser) -> str | None:
    """Choose the commonest address that is valid and lives; on a tie the one that comes first."""
    gyldige = [ren for email in emails if (ren := (email or "").strip()) and is_email(ren)]
    levende = [email for email in gyldige if not adresser.is_dead(email)]
    hyppighed = Counter(map(fold_email, levende))
    return max(levende, key=lambda email: hyppighed[fold_email(email)], default=None)
