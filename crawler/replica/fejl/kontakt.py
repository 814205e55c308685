"""Faults of contact: telephone, e-mail, website, and who to ask for."""

from random import Random

from crawler.replica.fejl.art import Fejlart, empty_field, side_fejl
from crawler.replica.side import Side

# Letters for digits, too few, too many, two in one field, none at all, a country code without a number.
_TELEFONER = (
    "99 99 12 3", "99 99 12 34 5", "99991234 / 99991235", "99 99 I2 34", "ring til kontoret", "00 00 00 00", "+45 12 34"
)  # fmt: skip
_EMAILS = (
    "kontakt@", "kontakt(at)huset.example.org", "kontakt@huset..example.org", "kontakt@huset",
    ".post@huset.example.org", "kontakt@post@huset.example.org", "huset.example.org",
)  # fmt: skip
_HJEMMESIDER = ("http://", "https://huset", "htps://www.huset.example.org", "ingen", "https://www.hu set.example.org")


def _break_telefon(side: Side, terning: Random) -> Side:
    return side.change(telefon=terning.choice(_TELEFONER))


def _break_email(side: Side, terning: Random) -> Side:
    return side.change(email=terning.choice(_EMAILS))


def _break_hjemmeside(side: Side, terning: Random) -> Side:
    return side.change(hjemmeside=terning.choice(_HJEMMESIDER))


KONTAKT: tuple[Fejlart, ...] = (
    side_fejl("KONTAKT-001", 16, _break_telefon),
    side_fejl("KONTAKT-002", 14, _break_email),
    side_fejl("KONTAKT-003", 8, lambda side, _: side.change(telefon=None, email=None)),
    side_fejl("KONTAKT-004", 18, lambda side, _: side.name_leder(None)),
    side_fejl("KONTAKT-005", 18, lambda side, _: side.name_kontaktperson(None)),
    side_fejl("KONTAKT-006", 10, _break_hjemmeside),
    empty_field("KONTAKT-007", 12, "telefon"),
    empty_field("KONTAKT-008", 12, "email"),
)
