"""E-mail addresses as people type them and as mail servers carry them."""

import re
from collections.abc import Callable

from email_validator import EmailNotValidError, validate_email

from domain.kontakt import is_email

_SKEL = re.compile(r"[\s,;/]+")
_LAENGST = 254

# What can be wrong, the plainest first, each with what to do about it.
_FEJL: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda ren: not ren.strip(), "Der står ingen e-mailadresse. Skriv én, fx post@kommunen.example.org."),
    (
        lambda ren: not ren.isprintable(),
        "Der er linjeskift eller usynlige tegn i e-mailadressen. Skriv den på én linje uden dem.",
    ),
    (lambda ren: '"' in ren, "E-mailadressen må ikke have anførselstegn. Skriv den uden."),
    (
        lambda ren: sum("@" in del_ for del_ in _SKEL.split(ren)) > 1,
        "Der står mere end én e-mailadresse. Skriv den ene, der skal skrives til.",
    ),
    (
        lambda ren: len(ren) > _LAENGST,
        f"E-mailadressen er for lang: den kan højst være på {_LAENGST} tegn. Skriv den forfra.",
    ),
    (
        lambda ren: "@" in ren and "." not in ren.rpartition("@")[2],
        "E-mailadressen mangler sin endelse, fx .dk. Skriv hele adressen.",
    ),
)


def explain_email(email: str) -> str | None:
    """Give a Danish sentence that says what is wrong with an address and what to do; None when it is one."""
    ren = email.strip(" ")
    if is_email(ren):
        return None
    uden_kendt_fejl = "Det er ikke en gyldig e-mailadresse. Skriv den som navn@domæne.dk."
    return next((tekst for er_fejl, tekst in _FEJL if er_fejl(ren)), uden_kendt_fejl)


def list_former(email: str) -> frozenset[str]:
    """Give an address in small letters as it is written, and with its domain in ASCII, as mail servers carry it."""
    foldet = email.strip().lower()
    try:
        gyldig = validate_email(foldet, check_deliverability=False)
    except EmailNotValidError:
        return frozenset({foldet})
    return frozenset({foldet, f"{gyldig.local_part}@{gyldig.ascii_domain}".lower()})
