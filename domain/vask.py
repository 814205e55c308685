"""What a wash of an address answers: how certain, which address, what differs part by part, what else it could be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kategori(StrEnum):
    """DAWA's meaning: A exactly this address, B not exact but certain, C uncertain."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True)
class Forskel:
    """One part that differs: `del_` names it in Danish, `skrevet` is the text's, `register` the register's."""

    del_: str
    skrevet: str
    register: str

    def to_dict(self) -> dict[str, str]:
        """Give it as JSON shows it."""
        return {"del": self.del_, "skrevet": self.skrevet, "register": self.register}


@dataclass(frozen=True, kw_only=True)
class Fundet:
    """An address of the register: `adresse_id` is None for a house as such; `kommunekode` None where not known."""

    betegnelse: str
    adresse_id: str | None
    husnummer_id: str | None
    kommunekode: str | None = None


@dataclass(frozen=True, kw_only=True)
class Vask:
    """The answer. `fundet` is None for C; `kandidater` are ranked, best first; `besked` says in Danish why not A."""

    input: str
    kategori: Kategori
    fundet: Fundet | None = None
    forskelle: tuple[Forskel, ...] = ()
    kandidater: tuple[Fundet, ...] = ()
    besked: str = ""
    er_nedlagt: bool = False

    def to_dict(self) -> dict[str, object]:
        """Give it as the command's JSON shows it; the fields are fixed (design.md, "The command")."""
        fundet = self.fundet or Fundet(betegnelse="", adresse_id=None, husnummer_id=None)
        return {
            "input": self.input,
            "kategori": self.kategori.value,
            "adresse_id": fundet.adresse_id,
            "husnummer_id": fundet.husnummer_id,
            "betegnelse": fundet.betegnelse or None,
            "afvigelser": [forskel.to_dict() for forskel in self.forskelle] + self._remarks(),
        }

    def _remarks(self) -> list[Mapping[str, str]]:
        if self.kategori is not Kategori.C:
            return []
        forslag = self.kandidater[0].betegnelse if self.kandidater else ""
        return [{"del": "adresse", "skrevet": "", "register": forslag, "besked": self.besked}]
