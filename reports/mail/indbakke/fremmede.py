"""Returned mails in the many shapes from before, or beside, RFC 3464: flufl.bounce knows them.

Its detectors read words, so they are asked only where a mail server itself is given as sender, and believed to be final
only where the text also has a code of final failure.
"""

import logging
import re
from collections.abc import Iterator
from email import message_from_bytes

from flufl.bounce import all_failures

from domain.brevsvar import Retur
from reports.mail.indbakke.dsn import find_kode
from reports.mail.indbakke.parse import Besked, cut_lines, list_boern, list_dele, list_ids, read_hoved, read_tekst

# It logs the trace of a detector that failed, and with it what the message said.
logging.getLogger("flufl.bounce").disabled = True

_LAES = 64 * 1024
_RETUR_HOEJST = 20
_ORIGINAL = re.compile(r"^[ \t>]*Message-ID:\s{0,5}(<[!-;=?-~]{1,250}>)", re.IGNORECASE | re.MULTILINE)


def list_fremmede(raw: bytes) -> tuple[Retur, ...]:
    """Give the recipients that a mail server says it could not reach; none where its words are not understood."""
    try:
        besked = message_from_bytes(cut_lines(raw[:_LAES]))
        forbigaaende, endelige = all_failures(besked)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # The detectors trust that a message is well made; strangers' need not be.
        return ()
    kode = find_kode(_read_ord(besked))
    er_5 = kode is not None and kode.startswith("5")
    returer = [_make(adresse, kode, er_endelig=er_5) for adresse in sorted(endelige)]
    returer += [_make(adresse, kode, er_endelig=False) for adresse in sorted(forbigaaende)]
    return tuple(returer[:_RETUR_HOEJST])


def list_naevnte(besked: Besked) -> tuple[str, ...]:
    """Give the Message-IDs of mails that are quoted in a message's words, or attached to it."""
    ids = [mid for del_ in list_dele(besked) if del_.get_content_maintype() == "text" for mid in _list_citerede(del_)]
    for del_ in list_boern(besked):
        if del_.get_content_type() == "message/rfc822":
            ids += [mid for barn in list_boern(del_) for mid in list_ids(read_hoved(barn, "Message-ID"))[:1]]
    ids += list_ids(read_hoved(besked, "In-Reply-To"))[:1]
    return tuple(dict.fromkeys(ids))[:_RETUR_HOEJST]


def _list_citerede(del_: Besked) -> Iterator[str]:
    yield from _ORIGINAL.findall(read_tekst(del_))


def _make(adresse: bytes, kode: str | None, *, er_endelig: bool) -> Retur:
    return Retur(
        emails=frozenset({adresse.decode("ascii", errors="replace").lower()}), er_endelig=er_endelig, kode=kode
    )


def _read_ord(besked: Besked) -> str:
    return "\n".join(read_tekst(del_) for del_ in list_dele(besked) if del_.get_content_type() == "text/plain")
