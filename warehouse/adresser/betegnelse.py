"""The register's own address text: taken apart when loaded, put together when shown."""

import re
from typing import NamedTuple

_HUSNR = re.compile(r"0*(\d{1,3})([A-ZÆØÅ]?)")
_BOGSTAVER = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
_BOGSTAV_NR = {bogstav: nummer for nummer, bogstav in enumerate(_BOGSTAVER, 1)}
_POSTNR_LAENGDE = 4


class Dele(NamedTuple):
    """The parts that the register keeps: `nr` is the house number as encode_husnr gives it."""

    vejnavn: str
    nr: int
    supplerende: str
    postnr: int
    by: str


def encode_husnr(husnr: str) -> int | None:
    """Give number and letter as one integer that sorts as house numbers do; None for anything else."""
    fund = _HUSNR.fullmatch(husnr)
    if fund is None:
        return None
    return int(fund[1]) * 32 + _BOGSTAV_NR.get(fund[2], 0)


def decode_husnr(nr: int) -> str:
    """Give the house number as people write it."""
    tal, bogstav = divmod(nr, 32)
    return f"{tal}{_BOGSTAVER[bogstav - 1] if bogstav else ''}"


def unit_text(etage: str, doer: str) -> str:
    """Give etage and dør as they stand in an address text: `2. th`, `st.`, `124`; empty when there are none."""
    return f"{etage}. {doer}".rstrip() if etage else doer


def split_betegnelse(betegnelse: str, enhed: str) -> Dele | None:
    """Take `Vejnavn husnr[, enhed][, supplerende bynavn], postnr by` apart; None when it is not of that form."""
    dele = betegnelse.split(", ")
    postnr, _, by = dele[-1].partition(" ")
    vejnavn, _, husnr = dele[0].rpartition(" ")
    midt = dele[1:-1]
    if enhed:
        if not midt or midt[0] != enhed:
            return None
        midt = midt[1:]
    nr = encode_husnr(husnr)
    if nr is None or not vejnavn or len(postnr) != _POSTNR_LAENGDE or not postnr.isdecimal():
        return None
    return Dele(vejnavn, nr, ", ".join(midt), int(postnr), by)


def write_betegnelse(dele: Dele, enhed: str) -> str:
    """Put an address text together as the register writes it."""
    midt = "".join(f", {del_}" for del_ in (enhed, dele.supplerende) if del_)
    return f"{dele.vejnavn} {decode_husnr(dele.nr)}{midt}, {dele.postnr:04d} {dele.by}".rstrip()
