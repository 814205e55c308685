"""The chain walked from its first link, and every row it holds looked at."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from warehouse.revision.bundet import BUNDNE
from warehouse.revision.dom import Bruddene, Dom
from warehouse.revision.hold import Hold
from warehouse.revision.kaede import BEGYNDELSE, REVISION, Hoved
from warehouse.revision.raa import hash_raekker, select_raa, stream, write_utc
from warehouse.revision.slettede import Slettede, read_slettede
from warehouse.revision.slettet import HANDLING, Spaend, hash_spaend
from warehouse.transaktion import reading

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def check_kaede(engine: Engine, *, hoveder: Collection[str] = ()) -> Dom:
    """Walk the whole chain and hold each row it speaks of against its link; nothing is written.

    `hoveder` are hashes of links that were noted earlier outside the database: each must still be in the chain, which
    shows that its end was not cut off and that it was not written anew.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    with reading(engine) as session:
        return check_forbindelse(session.connection(), hoveder=hoveder)


def check_forbindelse(forbindelse: Connection, *, hoveder: Collection[str] = ()) -> Dom:
    """Do what `check_kaede` does with what a transaction that has begun sees."""
    brud = Bruddene()
    slettede, spaend = read_slettede(forbindelse)
    gang = _Gang(brud=brud, spaend=spaend, savnede={hoved.strip().lower() for hoved in hoveder})
    hold = {
        navn: Hold(navn, hash_raekker(forbindelse, bundet.tabel), slettede.get(navn, Slettede()), brud)
        for navn, bundet in BUNDNE.items()
    }
    _walk(forbindelse, gang, hold)
    for et in hold.values():
        et.end()
    gang.end()
    return Dom(
        antal=gang.antal,
        hoved=gang.hoved,
        raekker={navn: et.antal for navn, et in hold.items()},
        brud=brud.list_viste(),
        antal_brud=brud.antal,
    )


@dataclass(kw_only=True)
class _Gang:
    """Where the walk has come to: the newest link seen, and what is still to be met on the way."""

    brud: Bruddene
    spaend: dict[int, list[Spaend]]
    savnede: set[str]
    nr: int = 0
    forrige: str = BEGYNDELSE
    tidspunkt: str = ""
    antal: int = 0
    hoved: Hoved | None = field(default=None)

    def take(self, nr: int, tidspunkt: str, ord_: tuple[object, ...], forrige: str, kaedehash: str) -> None:
        """Hold one link against the one before it, and against its own hash."""
        if nr != self.nr + 1:
            self.brud.add(self.nr + 1, f"{_name_led(self.nr + 1, nr - 1)} mangler i kæden.")
        elif forrige != self.forrige:
            self.brud.add(nr, f"Led {nr} bygger ikke på led {self.nr}, som det står nu: et af dem er ændret.")
        if _hash(nr, tidspunkt, ord_, forrige) != kaedehash:
            self.brud.add(nr, f"Led {nr} er ændret: det, der står i det, passer ikke med dets egen hash.")
        self.nr, self.forrige, self.tidspunkt = nr, kaedehash, tidspunkt
        self.antal += 1
        self.savnede.discard(kaedehash)

    def take_sletning(self, nr: int, indhold: object) -> None:
        """Hold what a link says was deleted against the spans kept with it."""
        if hash_spaend(self.spaend.pop(nr, [])) != indhold:
            self.brud.add(nr, f"Led {nr} fortæller om en sletning, men listen over, hvad der blev slettet, er ændret.")

    def end(self) -> None:
        """Say what was never met on the way."""
        for nr in sorted(self.spaend):
            self.brud.add(nr, f"Der er en liste over slettede rækker ved led {nr}, men leddet siger intet om det.")
        for savnet in sorted(self.savnede):
            self.brud.add(
                None,
                f"Hovedet {savnet[:16]}… er ikke i kæden: dens slutning er skåret af, eller den er skrevet om.",
            )
        if self.antal:
            self.hoved = Hoved(nr=self.nr, tidspunkt=_read_tid(self.tidspunkt), hash=self.forrige)


def _walk(forbindelse: Connection, gang: _Gang, hold: Mapping[str, Hold]) -> None:
    for nr, tid, hvem, handling, genstand, indhold, bemaerkning, forrige, kaedehash in stream(
        forbindelse, select_raa(*REVISION.c).order_by(REVISION.c.nr)
    ):
        gang.take(nr, write_utc(tid), (hvem, handling, genstand, indhold, bemaerkning), forrige, kaedehash)
        if handling == HANDLING:
            gang.take_sletning(nr, indhold)
        elif isinstance(genstand, str):
            tabel, _, raekke = genstand.partition(":")
            if tabel in hold:
                hold[tabel].take(nr, raekke, indhold)


def _hash(nr: int, tidspunkt: str, ord_: tuple[object, ...], forrige: str) -> str:
    try:
        return hashlib.sha256(_ENCODE([nr, tidspunkt, *ord_, forrige]).encode()).hexdigest()
    except (TypeError, UnicodeEncodeError):
        return ""


def _name_led(fra: int, til: int) -> str:
    return f"Led {fra}" if fra == til else f"Led {fra}–{til}"


def _read_tid(tekst: str) -> datetime:
    try:
        return datetime.fromisoformat(tekst)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
