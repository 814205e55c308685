"""What stands at a house number: the house, its addresses, and those that were there once."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from domain.adressetekst import Enhed, noegle
from domain.vask import Fundet
from warehouse.adresser.betegnelse import Dele, unit_text, write_betegnelse
from warehouse.adresser.register import Raekke, Register, Sted
from warehouse.adresser.skema import ADGANG, GAELDENDE


@dataclass(frozen=True)
class Hus:
    """The rows at one house number of one street."""

    sted: Sted
    nr: int
    raekker: tuple[Raekke, ...]

    @property
    def gaeldende(self) -> tuple[Raekke, ...]:
        """The rows that hold today."""
        return tuple(raekke for raekke in self.raekker if raekke.status == GAELDENDE)

    @property
    def tidligere(self) -> tuple[Raekke, ...]:
        """The rows that held once."""
        return tuple(raekke for raekke in self.raekker if raekke.status != GAELDENDE)


def encode_enhed(enhed: Enhed) -> str:
    """Give etage and dør as the register's rows have them."""
    return f"{enhed.etage}|{enhed.doer}" if enhed.etage or enhed.doer else ""


def show(register: Register, hus: Hus, raekke: Raekke) -> Fundet:
    """Give a row as an answer; a row that stands for the house gives the house."""
    er_hus = raekke.enhed == ADGANG
    return Fundet(
        betegnelse=_betegnelse(register, hus, raekke, "" if er_hus else raekke.enhed),
        adresse_id=None if er_hus else str(uuid.UUID(bytes=raekke.id)),
        husnummer_id=str(uuid.UUID(bytes=raekke.husnummer)),
        kommunekode=_kommunekode(hus, raekke),
    )


def show_house(register: Register, hus: Hus, raekke: Raekke) -> Fundet:
    """Give the house a row belongs to, with the address that has neither etage nor dør if there is one."""
    egen = [anden for anden in hus.gaeldende if anden.enhed == "" and anden.husnummer == raekke.husnummer]
    return Fundet(
        betegnelse=_betegnelse(register, hus, raekke, ""),
        adresse_id=str(uuid.UUID(bytes=egen[0].id)) if len(egen) == 1 else None,
        husnummer_id=str(uuid.UUID(bytes=raekke.husnummer)),
        kommunekode=_kommunekode(hus, raekke),
    )


def find_houses(raekker: Iterable[Raekke]) -> list[Raekke]:
    """Give one row for each house among rows: two houses can share street, number and postcode."""
    return list({raekke.husnummer: raekke for raekke in raekker}.values())


def narrow_by_town(register: Register, raekker: list[Raekke], rest: Iterable[str]) -> list[Raekke]:
    """Keep the rows whose supplerende bynavn is written, when that tells rows apart."""
    skrevne = {noegle(del_) for del_ in rest}
    if len(raekker) > 1 and skrevne:
        ens = [raekke for raekke in raekker if noegle(register.supplerende[raekke.supplerende]) in skrevne]
        return ens or raekker
    return raekker


def _betegnelse(register: Register, hus: Hus, raekke: Raekke, enhed: str) -> str:
    etage, _, doer = enhed.partition("|")
    postnr = hus.sted.postnr
    vejnavn = register.sted(hus.sted.id).vejnavn if hus.sted.er_andet_navn else hus.sted.vejnavn
    by = register.byer.get(postnr, ("", ""))[0]
    dele = Dele(vejnavn, hus.nr, register.supplerende[raekke.supplerende], postnr, by)
    return write_betegnelse(dele, unit_text(etage, doer))


def _kommunekode(hus: Hus, raekke: Raekke) -> str | None:
    koder = {anden.kommune for anden in hus.raekker if anden.husnummer == raekke.husnummer and anden.kommune}
    return f"{koder.pop():04d}" if len(koder) == 1 else None
