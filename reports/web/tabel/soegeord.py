"""Words that are not looked for: what would put a person into an address line, which servers keep in their logs."""

import re

_EMAIL = re.compile(r"\S@\S")
_CPR = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d[ -]\d{4}(?!\d)")
# Without a dash ten digits are a P-nummer when they begin with 10, as every P-nummer given out does.
_CPR_UDEN_STREG = re.compile(r"(?<!\d)(?!10)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}(?!\d)")
_TELEFON = re.compile(r"(\+|(?<!\d)00)\s?\d[\d ]{6,}|(?<!\d)\d\d[ .-]\d\d[ .-]\d\d[ .-]\d\d(?!\d)")

PERSONLIGT = (
    "Søg ikke efter e-mailadresser, telefonnumre eller CPR-numre: det, man søger efter, står i sidens adresse og kan "
    "blive gemt i en log. Søg efter navn, CVR-nummer, P-nummer, tilbudets nummer eller sted."
)


def explain_refusal(tekst: str) -> str | None:
    """Give the sentence that refuses to look for a text, or None when it may be looked for.

    Eight digits in a row are taken for a CVR-nummer, in pairs for a telephone's.
    """
    return PERSONLIGT if any(moenster.search(tekst) for moenster in (_EMAIL, _CPR, _CPR_UDEN_STREG, _TELEFON)) else None
