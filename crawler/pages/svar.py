"""What an answer is: a page of the portal, a challenge, an error page, a page cut off, or something unknown."""

import re
from enum import StrEnum

_HOVED = 65_536

# Only asked of a page without the portal's own structure: Cloudflare puts scripts of the same names on real pages too.
_CHALLENGE = re.compile(
    r"just a moment|et øjeblik|attention required!|checking your browser|enable javascript and cookies to continue"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|bekræft,? at du er et menneske|ddos protection by"
    r"|cf[-_]chl|cf-browser-verification|cf-challenge|cf-turnstile|challenges\.cloudflare\.com|challenge-platform"
    r"|captcha",
    re.IGNORECASE,
)
_FEJL = re.compile(
    r"\bfejl\b|der opstod en|ikke fundet|findes ikke|ikke tilgængelig|utilgængelig|vedligehold|driftsforstyrrelse"
    r"|\berror\b|not found|unavailable|bad gateway|time-?out|exception|maintenance",
    re.IGNORECASE,
)
_TITEL = re.compile(r"<(title|h1|h2)\b[^>]{0,200}>(.{0,300}?)</\1", re.IGNORECASE | re.DOTALL)
_SLUT = re.compile(r"</html\s*>", re.IGNORECASE)


class Svar(StrEnum):
    """What an answer is; the value is the `grund` a missing afdeling gets in the dump."""

    SIDE = "side"
    CHALLENGE = "challenge"
    FEJLSIDE = "fejlside"
    AFKORTET = "afkortet"
    UKENDT = "layout"


class UlaeseligSide(ValueError):
    """An answer that is not the page asked for; it must never be read as a page with empty fields."""

    def __init__(self, grund: str) -> None:
        """Keep what the answer was: a `Svar`, or `http_404` and the like."""
        super().__init__(str(grund))
        self.grund = str(grund)


def read_svar(html: str, *, har_anker: bool) -> Svar:
    """Judge an answer. `har_anker` is whether the page's own structure was found: then it is no challenge or error."""
    hel = _SLUT.search(html, max(0, len(html) - _HOVED)) is not None
    if har_anker:
        return Svar.SIDE if hel else Svar.AFKORTET
    if is_challenge(html):
        return Svar.CHALLENGE
    if any(_FEJL.search(fund[2]) for fund in _TITEL.finditer(html[:_HOVED])):
        return Svar.FEJLSIDE
    return Svar.UKENDT if hel else Svar.AFKORTET


def is_challenge(html: str) -> bool:
    """Tell whether an answer that is not a page of the portal is a challenge to prove that one is a human."""
    return _CHALLENGE.search(html[:_HOVED]) is not None
