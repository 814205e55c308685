"""The chain walked from its first link, and every row it holds looked at."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from warehouse.revision.bundet import BUNDNE
from warehouse.revision.dom import Bruddene, Dom
from warehouse.revision.gendannet import HANDLING as GENDANNET
from warehouse.revision.gendannet import Gendannet, find_forklaring, read_gendannet
from warehouse.revision.hold import Hold
from warehouse.revision.kaede import BEGYNDELSE, REVISION, Hoved
from warehouse.revision.lovlig import find_fejl
from warehouse.revision.overtag import OVERTAGET
from warehouse.revision.raa import hash_raekker, select_raa, stream, write_utc
from warehouse.revision.slettede import Sletninger, read_sletninger
from warehouse.revision.slettet import HANDLING, hash_spaend
from warehouse.revision.vagter import list_manglende
from warehouse.transaktion import reading

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def check_kaede(engine: Engine, *, hoveder: Collection[str | Hoved] = ()) -> Dom:
    """Walk the whole chain and hold each row it speaks of against its link; nothing is written.

    `hoveder` are hashes of links that were noted earlier outside the database: each must still be in the chain, which
    shows that its end was not cut off and that it was not written anew. Of a `Hoved`, whose number and time are known
    too, a restore in between can be told (`Dom.efter_kopi`); a hash alone that is not there is a break.

    Raises:
        WarehouseFejl: the database cannot be read.
    """
    with reading(engine) as session:
        return check_forbindelse(session.connection(), hoveder=hoveder)


def check_forbindelse(forbindelse: Connection, *, hoveder: Collection[str | Hoved] = ()) -> Dom:
    """Do what `check_kaede` does with what a transaction that has begun sees."""
    brud = Bruddene()
    sletninger = read_sletninger(forbindelse)
    gang = _Gang(brud=brud, sletninger=sletninger, savnede=dict(map(_split, hoveder)))
    hold = {
        navn: Hold(navn, hash_raekker(forbindelse, bundet.tabel), sletninger, brud) for navn, bundet in BUNDNE.items()
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
        efter_kopi=tuple(sorted(gang.efter_kopi, key=lambda par: par[0].nr)),
        uden_vagt=list_manglende(forbindelse),
    )


@dataclass(kw_only=True)
class _Gang:
    """Where the walk has come to: the newest link seen, and what is still to be met on the way."""

    brud: Bruddene
    sletninger: Sletninger
    savnede: dict[str, Hoved | None]
    nr: int = 0
    forrige: str = BEGYNDELSE
    tidspunkt: str = ""
    genstand: object = None
    antal: int = 0
    hoved: Hoved | None = field(default=None)
    gendannelser: list[Gendannet] = field(default_factory=list)
    efter_kopi: list[tuple[Hoved, Gendannet]] = field(default_factory=list)

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
        self.savnede.pop(kaedehash, None)

    def take_sletning(self, nr: int, genstand: object, indhold: object) -> None:
        """Hold what a link says was deleted against its list, and against what the program ever deletes."""
        fejl = find_fejl(genstand, self.sletninger.navne.get(nr, ()), self.genstand)
        if fejl is not None:
            self.brud.add(nr, f"Led {nr} {fejl}.")
        if hash_spaend(self.sletninger.spaend.pop(nr, [])) != indhold:
            self.brud.add(nr, f"Led {nr} fortæller om en sletning, men listen over, hvad der blev slettet, er ændret.")

    def take_gendannelse(self, nr: int, bemaerkning: object) -> None:
        """Keep that the database was put back from a backup."""
        gendannet = read_gendannet(nr, _read_tid(self.tidspunkt), bemaerkning)
        if gendannet is not None:
            self.gendannelser.append(gendannet)

    def end(self) -> None:
        """Say what was never met on the way."""
        for nr in sorted(self.sletninger.spaend):
            self.brud.add(nr, f"Der er en liste over slettede rækker ved led {nr}, men leddet siger intet om det.")
        for savnet, hoved in sorted(self.savnede.items()):
            self._miss(savnet, hoved)
        if self.antal:
            self.hoved = Hoved(nr=self.nr, tidspunkt=_read_tid(self.tidspunkt), hash=self.forrige)

    def _miss(self, savnet: str, hoved: Hoved | None) -> None:
        forklaring = None if hoved is None else find_forklaring(hoved, self.gendannelser)
        if hoved is not None and forklaring is not None:
            self.efter_kopi.append((hoved, forklaring))
            return
        tekst = f"Hovedet {savnet[:16]}… er ikke i kæden: dens slutning er skåret af, eller den er skrevet om."
        if hoved is None and self.gendannelser:
            tekst += " Er hashen fra tiden mellem en kopi og dens gendannelse, så prøv hele linjen med --hoveder."
        self.brud.add(None, tekst)


def _split(hoved: str | Hoved) -> tuple[str, Hoved | None]:
    if isinstance(hoved, Hoved):
        return hoved.hash.strip().lower(), hoved
    return hoved.strip().lower(), None


def _walk(forbindelse: Connection, gang: _Gang, hold: Mapping[str, Hold]) -> None:
    for nr, tid, hvem, handling, genstand, indhold, bemaerkning, forrige, kaedehash in stream(
        forbindelse, select_raa(*REVISION.c).order_by(REVISION.c.nr)
    ):
        gang.take(nr, write_utc(tid), (hvem, handling, genstand, indhold, bemaerkning), forrige, kaedehash)
        if handling == HANDLING:
            gang.take_sletning(nr, genstand, indhold)
        elif handling == GENDANNET:
            gang.take_gendannelse(nr, bemaerkning)
        elif isinstance(genstand, str):
            tabel, _, raekke = genstand.partition(":")
            if tabel in hold:
                hold[tabel].take(nr, raekke, indhold, None if handling == OVERTAGET else write_utc(tid))
        gang.genstand = genstand


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
