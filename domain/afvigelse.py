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
    """What a rule's SQL gave for one key, before it meets the history. `bevis` holds the other columns as text."""

    regel: str
    tilbudsid: str
    afdelingsid: str | None
    felt: str
    vaerdi: str | None = None
    forslag: str | None = None
    bevis: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def noegle(self) -> str:
        """The finding's name for life: the same rule, key and field give the same name every night."""
        parts = (self.regel, self.tilbudsid, self.afdelingsid or "", self.felt)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
