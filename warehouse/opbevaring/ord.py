"""The words that people wrote about one tilbud: listed for whoever looks them through, and taken out one by one."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from domain.afdeling import UDELADT
from warehouse.fejl import WarehouseFejl
from warehouse.load.fritekst import FRITEKSTER, Fritekst, replace_ord
from warehouse.opbevaring.bevis import Anledning, write_bevis
from warehouse.transaktion import reading, writing

_AF_NAVN: Mapping[str, Fritekst] = {fritekst.navn: fritekst for fritekst in FRITEKSTER}


@dataclass(frozen=True)
class Ord:
    """A text that people wrote; `noegle` names it (`sag_haendelse.grund:17`)."""

    noegle: str
    betegnelse: str
    tekst: str


def list_ord(engine: Engine, tilbudsid: str) -> tuple[Ord, ...]:
    """Give everything that people wrote about a tilbud and that was not taken out. Raises WarehouseFejl."""
    with reading(engine) as session:
        conn = session.connection()
        return tuple(
            Ord(f"{fritekst.navn}:{raekke_id}", fritekst.betegnelse, tekst)
            for fritekst in FRITEKSTER
            for raekke_id, tekst in conn.execute(fritekst.select_om(tilbudsid).order_by(fritekst.id))
            if tekst not in {"", UDELADT}
        )


def blank_ord(engine: Engine, tilbudsid: str, noegle: str, anledning: Anledning) -> None:
    """Take a text about a tilbud out, with proof.

    Raises:
        WarehouseFejl: it is no text about the tilbud, or the database cannot be written.
    """
    navn, _, raekke = noegle.rpartition(":")
    fritekst = _AF_NAVN.get(navn)
    with writing(engine) as session:
        conn = session.connection()
        egne = () if fritekst is None else conn.scalars(fritekst.select_om(tilbudsid)).all()
        if fritekst is None or not raekke.isdecimal() or int(raekke) not in egne:
            raise WarehouseFejl(
                f"Der er ingen tekst, der hedder {noegle}, om tilbud {tilbudsid}. "
                f"»tilbudstjek opbevaring fritekst {tilbudsid}« viser dem."
            )
        replace_ord(conn, fritekst, int(raekke), UDELADT, nu=anledning.nu, hvem=anledning.hvem)
        write_bevis(conn, anledning, navn, [noegle])
