"""Identity and contact values judged one by one, each by a library that knows the form."""

import re
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from stdnum.dk import cvr as stdnum_cvr
from stdnum.exceptions import ValidationError

_CVR = re.compile(r"[1-9]\d{7}")
_P_NUMMER = re.compile(r"\d{10}")
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9æøåäöü]([a-z0-9æøåäöü-]{0,61}[a-z0-9æøåäöü])?\.)+[a-z]{2,63}", re.IGNORECASE)


def digits(text: str) -> str:
    """Give a number as typed without blanks, dots and dashes."""
    return re.sub(r"[\s.\-]", "", text)


def has_cvr_form(cvr: str) -> bool:
    """Tell whether a CVR number has eight digits, the first not 0."""
    return _CVR.fullmatch(digits(cvr)) is not None


def passes_modulus_11(cvr: str) -> bool:
    """Tell whether a CVR number passes Erhvervsstyrelsen's modulus 11 (weights 2, 7, 6, 5, 4, 3, 2, 1)."""
    try:
        stdnum_cvr.validate(digits(cvr))
    except ValidationError:
        return False
    return True


def has_p_nummer_form(p_nummer: str) -> bool:
    """Tell whether a P-nummer has ten digits. Erhvervsstyrelsen has no checksum for it that holds for every series."""
    return _P_NUMMER.fullmatch(digits(p_nummer)) is not None


def is_telefon(telefon: str) -> bool:
    """Tell whether a text is one valid telephone number, read as Danish unless it has a country code."""
    try:
        number = phonenumbers.parse(telefon, "DK")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


def is_email(email: str) -> bool:
    """Tell whether a text is one e-mail address by form; nothing is looked up."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def is_hjemmeside(adresse: str) -> bool:
    """Tell whether a text is the address of a website: http(s) and a host with a domain."""
    try:
        parts = urlsplit(adresse if "//" in adresse else f"https://{adresse}")
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and _HOST.fullmatch(host) is not None
