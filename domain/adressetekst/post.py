"""The postcode and town of an address text, wherever in it they stand."""

import re
from dataclasses import dataclass

_POSTNR = re.compile(r"(?<![\w.])(?:(?:DK|D\.K\.)[-\s]*)?(\d{4})(?![\w])", re.IGNORECASE)
_KUN_DK = re.compile(r"^(?:DK|D\.K\.)[-\s]+", re.IGNORECASE)


@dataclass(frozen=True)
class Postdel:
    """What was found, and the text before and after it, with the town taken out."""

    foer: str
    efter: str
    postnr: str = ""
    by: str = ""


def split_post(text: str) -> Postdel:
    """Cut postcode and town out of a text; the last postcode followed by letters counts, else the last there is."""
    fundne = list(_POSTNR.finditer(text))
    if not fundne:
        return Postdel(text, "")
    for fund in reversed(fundne):
        hale = text[fund.end() :].lstrip(" ,.-")
        if hale and not hale[0].isdigit():
            return _cut(text, fund, hale)
    fund = fundne[-1]
    return _cut(text, fund, text[fund.end() :].lstrip(" ,.-"))


def _cut(text: str, fund: re.Match[str], hale: str) -> Postdel:
    by, _, efter = hale.partition(",")
    foer = text[: fund.start()].rstrip(" ,-")
    if any(tegn.isdigit() for tegn in by):
        # The postcode stands first without a comma after its town: `5000 Odense C Ridehusgade 49`. Nobody can say where
        # the town ends, so the register decides: all of it is given on as street.
        return Postdel(foer or by, efter, fund[1], "")
    return Postdel(foer, efter.strip(), fund[1], _KUN_DK.sub("", by.strip(" .-")))
