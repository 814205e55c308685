"""What a person wrote: the words of a message in plain text, without what was quoted."""

import re
import unicodedata

from parsel import Selector

from reports.mail.indbakke.citat import drop_citat
from reports.mail.indbakke.parse import Besked, list_dele, read_tekst

GRAENSE = 4000
_LAES = 100_000
_NY_LINJE = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^>]{0,200}>", re.IGNORECASE)
_CITERET = "ancestor::blockquote or ancestor::*[contains(@class, 'gmail_quote')]"
_ORD = f"//text()[not(ancestor::style or ancestor::script or ancestor::title or {_CITERET})]"
_USYNLIGE = frozenset({"Cc", "Cf", "Cs", "Co"})


def read_krop(besked: Besked) -> str:
    """Give what the sender wrote, cut to `GRAENSE` signs: from plain text, else HTML; attachments are never opened."""
    dele = [del_ for del_ in list_dele(besked) if not _is_attached(del_)]
    tekst = _read_first(dele, "text/plain")
    if not tekst.strip():
        tekst = _strip_html(_read_first(dele, "text/html"))
    return drop_citat(_clean(tekst))[:GRAENSE].strip()


def _read_first(dele: list[Besked], slags: str) -> str:
    return next((tekst for del_ in dele if del_.get_content_type() == slags and (tekst := read_tekst(del_))), "")[
        :_LAES
    ]


def _is_attached(del_: Besked) -> bool:
    return str(del_.get("Content-Disposition") or "").strip().lower().startswith("attachment")


def _strip_html(html: str) -> str:
    if not html.strip():
        return ""
    paa_en_linje = " ".join(html.replace("\x00", "").split())
    return "".join(Selector(text=_NY_LINJE.sub("\n", paa_en_linje), type="html").xpath(_ORD).getall())


def _clean(tekst: str) -> str:
    linjer = tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(map(_visible, linje)).rstrip() for linje in linjer)


def _visible(tegn: str) -> str:
    if tegn.isspace():
        return " "
    return "" if unicodedata.category(tegn) in _USYNLIGE else tegn
