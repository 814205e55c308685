"""Reports of delivery by RFC 3464: which recipients a mail did not reach, why, and which mail it was."""

import re
from collections.abc import Iterator
from email.parser import HeaderParser

from domain.brevsvar import Retur
from reports.mail.indbakke.parse import Besked, list_boern, list_ids, read_hoved, read_tekst

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_UDVIDET = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_SIMPEL = re.compile(r"(?<![\d.])([45]\d\d)(?=[ -]|$)")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_MISLYKKET = ("failed", "delayed")
_STATUSDELE = frozenset({"message/delivery-status", "message/global-delivery-status"})
_HELE = frozenset({"message/rfc822", "message/global"})
_HOVEDER = frozenset({"text/rfc822-headers", "message/global-headers", "text/rfc822-header"})
_RETUR_HOEJST = 20


def is_dsn(besked: Besked) -> bool:
    """Tell whether a message has the form of a report of delivery."""
    return besked.get_content_type() == "multipart/report" and any(map(_is_status, list_boern(besked)))


def list_returer(besked: Besked) -> tuple[Retur, ...]:
    """Give what a report says of each recipient that the mail did not reach; at most the first twenty."""
    statusdele = filter(_is_status, list_boern(besked))
    fundne = (retur for del_ in statusdele for blok in list_boern(del_) if (retur := _read_blok(blok)))
    return tuple(retur for retur, _ in zip(fundne, range(_RETUR_HOEJST), strict=False))


def list_originale(besked: Besked) -> tuple[str, ...]:
    """Give the Message-IDs of the mail that a report speaks of: from the mail returned, else as the report says."""
    ids = [mid for hoveder in _list_returnerede(besked) for mid in list_ids(read_hoved(hoveder, "Message-ID"))[:1]]
    for del_ in filter(_is_status, list_boern(besked)):
        for blok in list_boern(del_)[:1]:
            ids += list_ids(read_hoved(blok, "X-Original-Message-ID"))[:1]
    return tuple(dict.fromkeys((*ids, *list_ids(read_hoved(besked, "In-Reply-To"))[:1])))


def find_kode(tekst: str) -> str | None:
    """Find the first status code in the words of a mail server: `5.1.1`, or `550` where there is no other."""
    fund = _UDVIDET.search(tekst) or _SIMPEL.search(tekst)
    return fund[1] if fund else None


def _is_status(del_: Besked) -> bool:
    return del_.get_content_type() in _STATUSDELE


def _read_blok(blok: Besked) -> Retur | None:
    emails = frozenset(_list_adresser(blok))
    handling = read_hoved(blok, "Action").lower().split(" ")[0]
    if not emails or handling not in _MISLYKKET:
        return None
    kode = _read_kode(blok)
    er_endelig = handling == "failed" and kode is not None and kode.startswith("5")
    return Retur(emails=emails, er_endelig=er_endelig, kode=kode)


def _read_kode(blok: Besked) -> str | None:
    """Give the status, or the diagnostic's code where the status only says of which class it is."""
    status = _STATUS.match(read_hoved(blok, "Status"))
    ord_ = find_kode(read_hoved(blok, "Diagnostic-Code"))
    if status is None:
        return ord_
    if status[0].endswith(".0.0") and ord_ is not None and "." in ord_ and ord_[0] == status[0][0]:
        return ord_
    return status[0]


def _list_adresser(blok: Besked) -> Iterator[str]:
    for navn in ("Original-Recipient", "Final-Recipient"):
        slags, skel, adresse = read_hoved(blok, navn).partition(";")
        adresse = (adresse if skel else slags).strip().removeprefix("<").removesuffix(">").lower()
        if "@" in adresse:
            yield adresse
            yield _XTEXT.sub(lambda tegn: chr(int(tegn[1], 16)), adresse.upper()).lower()


def _list_returnerede(besked: Besked) -> Iterator[Besked]:
    for del_ in list_boern(besked):
        if del_.get_content_type() in _HELE:
            yield from list_boern(del_)[:1]
        elif del_.get_content_type() in _HOVEDER:
            yield HeaderParser().parsestr(read_tekst(del_))
