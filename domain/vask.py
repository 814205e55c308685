"""What a wash of an address answers: how certain, which address, what differs part by part, what else it could be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kategori(StrEnum):
    """DAWA's meaning: A exactly this address, B not exact but certain, C uncertain."""

    A = "A"
    B = "B"
    C = "C"


class Aarsag(StrEnum):
    """Why an answer is uncertain."""

    FOR_LANG = "for_lang"
    UDEN_NUMMER = "uden_nummer"
    UKENDT_VEJ = "ukendt_vej"
    UKLAR_VEJ = "uklar_vej"
    UKENDT_NUMMER = "ukendt_nummer"
    UKENDT_ENHED = "ukendt_enhed"
    FLERE = "flere"
    INTERVAL = "interval"
    UKENDT_REST = "ukendt_rest"
    NEDLAGT = "nedlagt"
    UDLAND = "udland"


BESKEDER = {
    Aarsag.FOR_LANG: "Teksten er for lang til at være en adresse.",
    Aarsag.UDEN_NUMMER: "Der er intet husnummer i teksten.",
    Aarsag.UKENDT_VEJ: "Vejen findes ikke i registret i det postnummer eller den by.",
    Aarsag.UKLAR_VEJ: "Flere veje ligner lige meget eller næsten lige meget; det kan ikke siges, hvilken der menes.",
    Aarsag.UKENDT_NUMMER: "Husnummeret findes ikke på vejen.",
    Aarsag.UKENDT_ENHED: "Etagen eller døren findes ikke i huset.",
    Aarsag.FLERE: "Flere adresser passer; det kan ikke siges, hvilken der menes.",
    Aarsag.INTERVAL: "Teksten nævner flere husnumre; det kan ikke siges, hvilket der menes.",
    Aarsag.UKENDT_REST: "En del af teksten efter husnummeret kan ikke forstås; det kan være en dør, der ikke findes.",
    Aarsag.NEDLAGT: "Adressen er nedlagt, og det kan ikke siges, hvad der er kommet i stedet.",
    Aarsag.UDLAND: "Adressen ligger i udlandet, som ikke er i det danske adresseregister.",
}


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
    """The answer. `fundet` is None for C; `kandidater` are ranked, best first; `aarsag` is None unless it is C."""

    input: str
    kategori: Kategori
    fundet: Fundet | None = None
    forskelle: tuple[Forskel, ...] = ()
    kandidater: tuple[Fundet, ...] = ()
    aarsag: Aarsag | None = None
    er_nedlagt: bool = False

    @property
    def besked(self) -> str:
        """Why the answer is uncertain, in Danish; empty when it is not."""
        if self.aarsag is Aarsag.UDLAND and self.forskelle:
            return f"Adressen ligger i {self.forskelle[0].skrevet}, som ikke er i det danske adresseregister."
        return BESKEDER[self.aarsag] if self.aarsag else ""

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
