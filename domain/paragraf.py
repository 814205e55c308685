"""Paragraphs as the portal writes them, reduced to one spelling: `§ 107`, `§ 101 a`."""

import re

# A letter after the number belongs to it only where the law has such paragraphs; "§ 107 i serviceloven" has none.
_NUMMER = r"(\d{1,3})(?:\s*([a-h])(?![a-zæøå]))?"
_PARAGRAF = re.compile(rf"§+\s*{_NUMMER}", re.IGNORECASE)
_RAEKKE = re.compile(rf"§§\s*{_NUMMER}(?:\s*(?:,|og|eller|/)\s*{_NUMMER}(?![\d.]))+", re.IGNORECASE)
_I_RAEKKE = re.compile(rf"\b{_NUMMER}", re.IGNORECASE)
_SECRET_WORDS = re.compile(r"krisecent|kvindehus|mandecent", re.IGNORECASE)

KRISECENTER = "§ 109"


def find_paragraffer(text: str) -> tuple[str, ...]:
    """Give the paragraphs named in a text, in order, each once, in the one spelling used everywhere."""
    enkelt = [(fund.start(), _spell(fund)) for fund in _PARAGRAF.finditer(text)]
    raekker = [
        (raekke.start() + fund.start(), _spell(fund))
        for raekke in _RAEKKE.finditer(text)
        for fund in _I_RAEKKE.finditer(raekke[0])
    ]
    return tuple(dict.fromkeys(paragraf for _, paragraf in sorted(enkelt + raekker)))


def _spell(fund: re.Match[str]) -> str:
    nummer, bogstav = fund.groups()
    return f"§ {int(nummer)} {bogstav.lower()}" if bogstav else f"§ {int(nummer)}"


def is_protected(*texts: str | None) -> bool:
    """Tell whether any text speaks of a krisecenter (SEL § 109), whose street address must never be kept.

    Deliberately too wide: an address withheld by mistake costs a missed fault, one kept by mistake can cost a life.
    """
    return any(
        KRISECENTER in find_paragraffer(text) or _SECRET_WORDS.search(text) is not None for text in texts if text
    )
