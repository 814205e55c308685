"""The names of columns as words that people read, and their values with the unit that the name ends in."""

import re

_BOGSTAVER = re.compile("ae|oe|aa")
_DANSKE = {"ae": "æ", "oe": "ø", "aa": "å"}
_ENHEDER = {"kr": "kr.", "pct": "%", "dage": "dage", "aar": "", "antal": "", "dato": ""}
# What the rule's SQL calls a thing in one word, and people in another.
_ORD = {"cvr": "CVR", "pnr": "P-nummer", "kr": "kr.", "pct": "procent", "pr": "pr."}
_FASTE = {"gruppe_antal": "Antal i gruppen", "aar": "År", "antal": "Antal"}


def write_kolonne(navn: str) -> str:
    """Give a column's name as words, without its unit: `forventet_indtaegt_kr` becomes "Forventet indtægt".

    A number of things begins with "Antal", and a nøgletal with its letter: `a_omsaetning_kr` becomes "a: omsætning".
    """
    if navn in _FASTE:
        return _FASTE[navn]
    dele = navn.split("_")
    if len(dele) > 1 and dele[-1] == "antal":
        dele = ["antal", *dele[:-1]]
    if len(dele) > 1 and dele[-1] in {"kr", "pct", "dage", "dato"}:
        dele = dele[:-1]
    if len(dele) > 1 and len(dele[0]) == 1 and not dele[1].startswith("num"):
        return f"{dele[0]}: {' '.join(map(_write_ord, dele[1:]))}"
    tekst = " ".join(map(_write_ord, dele))
    tekst = tekst.replace("CVR num", "CVR-num").replace("p num", "P-num")
    return tekst[:1].upper() + tekst[1:]


def write_entitet(navn: str) -> str:
    """Give an entity's name as a word in a sentence: `belaegning` becomes "belægning"."""
    return _write_danish(navn)


def find_enhed(navn: str) -> str | None:
    """Give the unit that a column's name ends in: `kr`, `pct`, `dage`, `aar`, `antal`, `dato`; None without one."""
    hale = navn.rsplit("_", 1)[-1]
    return hale if hale in _ENHEDER else None


def write_enhed(enhed: str | None) -> str:
    """Give what stands after a number of the unit: "kr.", "%", "dage", or nothing."""
    return _ENHEDER.get(enhed or "", "")


def _write_ord(del_: str) -> str:
    return _ORD.get(del_, _write_danish(del_))


def _write_danish(ord_: str) -> str:
    return _BOGSTAVER.sub(lambda fund: _DANSKE[fund[0]], ord_)
