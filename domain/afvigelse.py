"""A finding: one rule broken by one afdeling (or tilbud) in one field, with the values that prove it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """Where a finding is in its life. `accepteret` is a person's decision and counts apart."""

    AABEN = "aaben"
    LUKKET = "lukket"
    ACCEPTERET = "accepteret"


class Haendelse(StrEnum):
    """What a snapshot did to a finding."""

    AABNET = "aabnet"
    GENAABNET = "genaabnet"
    LUKKET = "lukket"


@dataclass(frozen=True, kw_only=True)
class Fund:
    """What a rule's SQL gave for one key, before it meets the history. `bevis` holds the other columns as text.

    `raekke` tells apart several rows of one afdeling or tilbud, in words a reader knows them by: "Ydelse 3, 2026".
    """

    regel: str
    tilbudsid: str
    afdelingsid: str | None
    felt: str
    raekke: str | None = None
    vaerdi: str | None = None
    forslag: str | None = None
    bevis: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def noegle(self) -> str:
        """The finding's name for life: the same rule, key and field give the same name every night."""
        parts = [self.regel, self.tilbudsid, self.afdelingsid or "", self.felt]
        if self.raekke is not None:
            parts.append(self.raekke)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


# A finding about a socialtilsyn's plejefamilier as a whole has no tilbud: this and the code stand in place of the id.
SOCIALTILSYN_FORAN = "socialtilsyn:"


def socialtilsyn_emne(kode: str) -> str:
    """Give what stands in `tilbudsid` for a finding about a socialtilsyn; `kode` is that of the list (`Nord`)."""
    return f"{SOCIALTILSYN_FORAN}{kode}"


def is_socialtilsyn(tilbudsid: str) -> bool:
    """Tell whether a finding speaks of a socialtilsyn rather than a tilbud."""
    return tilbudsid.startswith(SOCIALTILSYN_FORAN)


def find_socialtilsyn(tilbudsid: str) -> str | None:
    """Give the code of the socialtilsyn that a finding speaks of; None when it speaks of a tilbud."""
    return tilbudsid.removeprefix(SOCIALTILSYN_FORAN) if is_socialtilsyn(tilbudsid) else None
