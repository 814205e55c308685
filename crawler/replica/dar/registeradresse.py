"""One address as the register has it, and how it is read from the two lines of a letter."""

import re
import uuid
from dataclasses import dataclass

from crawler.replica.steder import find_kommunekode

_RUM = uuid.UUID("5d0c3b6e-1f0a-4a52-9a55-7d6f3e2b9c41")
_VEJLINJE = re.compile(r"(.+) (\d+)(?: ?([A-Z]))?(?:, (st|\d+)\.(?: (\w+))?)?")


def make_uuid(navn: str) -> str:
    """Give the UUID that stands for a name, the same every time."""
    return str(uuid.uuid5(_RUM, navn))


@dataclass(frozen=True, kw_only=True)
class Registeradresse:
    """An address down to etage and dør; `ny` is what it is called today, None where it is current itself."""

    vej: str
    husnr: str
    etage: str = ""
    doer: str = ""
    supplerende: str = ""
    post: str
    kommunekode: str
    ny: "Registeradresse | None" = None

    @property
    def hustekst(self) -> str:
        """The house as the register writes it."""
        return self._join("")

    @property
    def betegnelse(self) -> str:
        """The address as the register writes it."""
        return self._join(f"{self.etage}. {self.doer}".rstrip() if self.etage else "")

    def _join(self, enhed: str) -> str:
        return ", ".join(del_ for del_ in (f"{self.vej} {self.husnr}", enhed, self.supplerende, self.post) if del_)

    @property
    def id(self) -> str:
        """The UUID, which an address keeps when it gets another name or number."""
        return self.ny.id if self.ny else make_uuid(f"adresse {self.betegnelse}")

    @property
    def husnummer_id(self) -> str:
        """The UUID of the house."""
        return self.ny.husnummer_id if self.ny else make_uuid(f"hus {self.hustekst}")

    @property
    def vej_id(self) -> str:
        """The UUID of the street: streets of one name in two postcodes or two kommuner are two."""
        return make_uuid(f"vej {self.vej} {self.post} {self.kommunekode}")


def read_linjer(linjer: tuple[str, ...], omraade: str) -> Registeradresse:
    """Read the street line and the post line of a page without a fault, in a socialtilsyn's part of the postcode.

    Raises:
        ValueError: the lines are not as the replica makes them.
    """
    fund = _VEJLINJE.fullmatch(linjer[0])
    if fund is None:
        raise ValueError(f"Adressen har ikke den ventede form: {len(linjer)} linjer.")
    vej, tal, bogstav, etage, doer = fund.groups(default="")
    postnr = linjer[1].split(" ", maxsplit=1)[0]
    return Registeradresse(
        vej=vej,
        husnr=f"{tal}{bogstav}",
        etage=etage,
        doer=doer,
        post=linjer[1],
        kommunekode=find_kommunekode(postnr, omraade),
    )
