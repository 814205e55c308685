"""Addresses outside Denmark: recognised by country, postcode form or prefix, so that nobody guesses at them."""

import re

from domain.reference import load_bynavne
from domain.tekst import fold

_LANDE = {
    "Grønland": r"grønland|groenland|greenland|kalaallit nunaat",
    "Færøerne": r"færøerne|faeroeerne|færøyar|føroyar|faroe islands|faroes",
    "Sverige": r"sverige|sweden|schweden",
    "Norge": r"norge|norway|noreg",
    "Tyskland": r"tyskland|germany|deutschland",
    "Finland": r"finland|suomi",
    "Island": r"island|iceland|ísland",
    "Polen": r"polen|poland|polska",
    "Storbritannien": r"storbritannien|england|scotland|skotland|united kingdom|great britain",
    "Nederlandene": r"nederlandene|holland|netherlands|nederland",
    "Spanien": r"spanien|spain|españa",
    "Frankrig": r"frankrig|france",
    "Østrig": r"østrig|austria|österreich",
    "Schweiz": r"schweiz|switzerland|suisse",
    "Letland": r"letland|latvia",
    "Litauen": r"litauen|lithuania",
    "Estland": r"estland|estonia",
    "USA": r"usa|united states|united states of america",
}
_SIDST = [(navn, re.compile(rf"(?:^|,\s*|\s)(?:{moenster})\.?$", re.IGNORECASE)) for navn, moenster in _LANDE.items()]
# A country's name is also a street's (Grønland, Norge): without a comma before it, there must be a number too.
_ALENE = {navn: re.compile(rf"(?:^|,\s*)(?:{moenster})\.?$", re.IGNORECASE) for navn, moenster in _LANDE.items()}
_PRAEFIKS = (
    ("Tyskland", re.compile(r"(?:^|[\s,])(?:D|DE)[-\s]\s?\d{5}(?!\d)")),
    ("Sverige", re.compile(r"(?:^|[\s,])(?:S|SE)[-\s]\s?\d{3}\s?\d{2}(?!\d)")),
    ("Norge", re.compile(r"(?:^|[\s,])(?:N|NO)-\s?\d{4}(?!\d)")),
    ("Færøerne", re.compile(r"(?:^|[\s,])FO[-\s]\s?\d{3}(?!\d)", re.IGNORECASE)),
    ("Grønland", re.compile(r"(?:^|[\s,])GL[-\s]\s?39\d\d(?!\d)", re.IGNORECASE)),
)
# The form of the postcode alone: only where no Danish postcode follows and the town is not a Danish one.
_FORM = (
    ("Grønland", re.compile(r"(?:^|[\s,])(?:DK[-\s]?)?39\d\d\s+(?P<by>[^\W\d][^,]*)", re.IGNORECASE)),
    ("Sverige", re.compile(r"(?:^|,\s*|\s)\d{3}\s\d{2}\s+(?P<by>[^\W\d]{3}[^,]*)")),
    (
        "Tyskland",
        re.compile(r"(?:^|,\s*|[^\W\d]\s?\d{1,3}[a-z]?\s+)\d{5}\s+(?P<by>[^\W\d]{3}[^,]*)", re.IGNORECASE),
    ),
)
_DANMARK = re.compile(
    r"(?:[\s,.]+(?:danmark|denmark|dänemark|dk)|,\s*(?:sjælland|fyn|jylland|bornholm|lolland|falster))\.?$",
    re.IGNORECASE,
)
_DANSK_POSTNR = re.compile(r"(?<!\d)\d{4}(?!\d)\s+[^\W\d]")


def split_danmark(text: str) -> tuple[str, bool]:
    """Take `, Danmark` off the end; tell whether it was there."""
    kortere = _DANMARK.sub("", text)
    return (kortere, True) if kortere != text else (text, False)


def find_land(text: str) -> str | None:
    """Give the Danish name of the foreign country the text points to, None when nothing points abroad."""
    for navn, moenster in _SIDST:
        if moenster.search(text) and (_ALENE[navn].search(text) or any(tegn.isdigit() for tegn in text)):
            return navn if not _is_danish_town(text, navn) else None
    for navn, moenster in _PRAEFIKS:
        if moenster.search(text):
            return navn
    return _find_by_form(text)


def _find_by_form(text: str) -> str | None:
    for navn, moenster in _FORM:
        fund = moenster.search(text)
        if fund and not _DANSK_POSTNR.search(text, fund.start("by")) and fold(fund["by"]) not in load_bynavne():
            return navn
    return None


def _is_danish_town(text: str, navn: str) -> bool:
    """Tell whether the name stands right after a Danish postcode, or is itself the street of the text."""
    efter_postnr = re.search(rf"(?<!\d)\d{{4}}\s+(?:{_LANDE[navn]})\.?$", text, re.IGNORECASE)
    return efter_postnr is not None and _DANSK_POSTNR.search(text) is not None
