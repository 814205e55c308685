"""A mailbox as files: a Maildir, an mbox file, a folder of `.eml` files, or one message."""

import mailbox
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reports.fejl import RapportFejl
from reports.mail.indbakke.hoveder import has_mailhoved
from reports.mail.indbakke.parse import parse_besked

# What tells of a message stands at its beginning; behind it is the mail that came back, or what somebody attached.
LAES_HOEJST = 512 * 1024


@dataclass(frozen=True, kw_only=True)
class Postkasse:
    """An opened mailbox: how many messages there are, and their first `LAES_HOEJST` bytes one at a time."""

    antal: int
    beskeder: Iterator[bytes]


def open_postkasse(sti: Path) -> Postkasse:
    """Open a mailbox without changing it.

    Raises:
        RapportFejl: the folder is neither a Maildir nor holds `.eml` files, or the file is no message.
        OSError: it is not there or cannot be read.
    """
    if not sti.is_dir():
        return _open_file(sti)
    if (sti / "cur").is_dir() and (sti / "new").is_dir():
        maildir = mailbox.Maildir(sti, create=False)
        noegler = sorted(maildir.keys())
        return Postkasse(antal=len(noegler), beskeder=_read_maildir(maildir, noegler))
    filer = sorted(fil for fil in sti.iterdir() if fil.suffix.lower() == ".eml" and fil.is_file())
    if not filer:
        raise RapportFejl(
            f"Der er ingen beskeder i {sti}: den er hverken en Maildir (med mapperne »cur« og »new«) eller en mappe "
            "med ».eml«-filer."
        )
    return Postkasse(antal=len(filer), beskeder=_read_files(filer))


def _open_file(sti: Path) -> Postkasse:
    with sti.open("rb") as fil:
        er_mbox = fil.read(5) == b"From "
    if not er_mbox:
        (raw,) = _read_files([sti])
        if not has_mailhoved(parse_besked(raw)):
            raise RapportFejl(
                f"{sti} ligner ikke en mail: den har ingen af de linjer, en mail begynder med (»From:«, »Date:«, "
                "»Subject:« …). Angiv en Maildir, en mbox-fil, en ».eml«-fil eller en mappe med ».eml«-filer."
            )
        return Postkasse(antal=1, beskeder=iter([raw]))
    mbox = mailbox.mbox(sti, create=False)
    return Postkasse(antal=len(mbox), beskeder=_read_mbox(mbox))


def _read_maildir(maildir: mailbox.Maildir, noegler: list[str]) -> Iterator[bytes]:
    for noegle in noegler:
        # Another program may move a message meanwhile; the next run finds it where it went.
        with suppress(KeyError, FileNotFoundError):
            yield _read(maildir.get_file(noegle))


def _read_mbox(mbox: mailbox.mbox) -> Iterator[bytes]:
    try:
        for noegle in mbox.keys():  # noqa: SIM118 - a mailbox iterates over whole messages
            yield _read(mbox.get_file(noegle))
    finally:
        mbox.close()


def _read_files(filer: list[Path]) -> Iterator[bytes]:
    for fil in filer:
        yield _read(fil.open("rb"))


class _Laeselig(Protocol):
    def read(self, size: int, /) -> bytes: ...
    def close(self) -> None: ...


def _read(fil: _Laeselig) -> bytes:
    with closing(fil):
        return fil.read(LAES_HOEJST)
