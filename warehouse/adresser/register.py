"""The register read: streets of a postcode, houses of a street, what became of an abolished address."""

import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from domain.afstand import letter_mask
from warehouse.adresser.fejl import AdresseFejl
from warehouse.adresser.skema import GAELDENDE, UDGAVE, read_meta

_HUKOMMELSE_KIB = 48_000
# Every postcode and every town of several; misspelt towns make other sets, and those must not fill the memory.
_FLEST_OMRAADER = 1_500


class Sted(NamedTuple):
    """A street in a postcode; `er_andet_navn` when `vejnavn` is not the one the register's addresses carry."""

    id: int
    vejnavn: str
    postnr: int
    noegle: str
    kort: str
    er_andet_navn: bool


class Vejnavn(NamedTuple):
    """One name to hold a misspelt one against."""

    noegle: str
    maske: int
    sted: Sted


class Omraade(NamedTuple):
    """The streets of one or more postcodes: by key, by abbreviated key, and by the length of the key to search."""

    steder: dict[str, tuple[Sted, ...]]
    korte: dict[str, tuple[Sted, ...]]
    efter_laengde: dict[int, tuple[Vejnavn, ...]]


class Raekke(NamedTuple):
    """One row at a house number; `enhed` is `etage|dør`, empty without, or ADGANG for the house as such."""

    enhed: str
    id: bytes
    husnummer: bytes
    supplerende: int
    status: int
    kommune: int | None


class Efterfoelger(NamedTuple):
    """Where an address went: the place, number and unit that hold today."""

    sted: int
    nr: int
    enhed: str
    id: bytes


class Register:
    """A loaded register, open for reading. Streets are kept in memory per postcode once asked for."""

    def __init__(self, fil: Path) -> None:
        """Open the file.

        Raises:
            AdresseFejl: there is none, or it is of another edition.
        """
        if not fil.exists():
            raise AdresseFejl("Adresseregistret er ikke indlæst. Kør »tilbudstjek reference dar MAPPE« først.")
        uri = f"{fil.resolve().as_uri()}?mode=ro&immutable=1"
        self._db = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            self._db.execute(f"PRAGMA cache_size=-{_HUKOMMELSE_KIB}")
            self.meta = read_meta(self._db)
        except sqlite3.DatabaseError as fejl:
            self._db.close()
            raise AdresseFejl("Adresseregistrets fil er beskadiget. Slet den, og indlæs DAR igen.") from fejl
        if self.meta.get("udgave") != str(UDGAVE):
            raise AdresseFejl("Adresseregistret er lavet af en anden udgave af programmet. Indlæs DAR igen.")
        self._omraader: dict[tuple[int, ...], Omraade] = {}

    @property
    def dag(self) -> str:
        """The day the register was loaded, ISO 8601."""
        return self.meta["dag"]

    @cached_property
    def byer(self) -> dict[int, tuple[str, str]]:
        """Town name and its key by postcode."""
        return {nr: (navn, key) for nr, navn, key in self._db.execute("SELECT postnr, navn, noegle FROM postnummer")}

    @cached_property
    def postnumre(self) -> dict[str, tuple[int, ...]]:
        """Postcodes by town key."""
        samlet: dict[str, list[int]] = {}
        for postnr, (_, key) in self.byer.items():
            samlet.setdefault(key, []).append(postnr)
        return {key: tuple(liste) for key, liste in samlet.items()}

    @cached_property
    def supplerende(self) -> dict[int, str]:
        """Supplerende bynavne by number; 0 is none."""
        return {0: "", **dict(self._db.execute("SELECT id, navn FROM supplerende").fetchall())}

    def samlet(self, postnumre: tuple[int, ...]) -> Omraade:
        """Give the streets of some postcodes; none for postcodes without."""
        omraade = self._omraader.get(postnumre)
        if omraade is None:
            if len(self._omraader) >= _FLEST_OMRAADER:
                self._omraader.clear()
            steder = [sted for postnr in postnumre for sted in self._read_steder("s.postnr = ?", postnr)]
            omraade = self._omraader[postnumre] = _make_omraade(steder)
        return omraade

    def find_overalt(self, noegle: str) -> list[Sted]:
        """Give every street with a key, whatever its postcode."""
        return self._read_steder("s.noegle = ?", noegle)

    def sted(self, nummer: int) -> Sted:
        """Give a street by number."""
        return self._read_steder("s.id = ?", nummer)[0]

    def huse(self, sted: int, nr: int) -> list[Raekke]:
        """Give every row at a house number."""
        rows = self._db.execute(
            "SELECT enhed, id, husnummer, supplerende, status, kommune FROM adresse WHERE sted = ? AND nr = ?",
            (sted, nr),
        )
        return [Raekke(*row) for row in rows]

    def nearby_numbers(self, sted: int, nr: int, antal: int) -> list[int]:
        """Give the existing house numbers of a street nearest to one that does not exist."""
        efter = self._numbers("nr > ? ORDER BY nr", sted, nr, antal)
        foer = self._numbers("nr < ? ORDER BY nr DESC", sted, nr, antal)
        return sorted({*efter, *foer}, key=lambda andet: (abs(andet - nr), andet))[:antal]

    def towns_of(self, sted: int) -> list[str]:
        """Give the supplerende bynavne that houses of a street have."""
        rows = self._db.execute("SELECT DISTINCT supplerende FROM adresse WHERE sted = ? AND supplerende > 0", (sted,))
        return [self.supplerende[nummer] for (nummer,) in rows]

    def efterfoelger(self, adresse_id: bytes) -> Efterfoelger | None:
        """Give where an abolished or renamed address went, None when nobody knows."""
        row = self._db.execute("SELECT sted, nr, enhed, ny FROM efterfoelger WHERE id = ?", (adresse_id,)).fetchone()
        return Efterfoelger(*row) if row else None

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _numbers(self, hvor: str, sted: int, nr: int, antal: int) -> list[int]:
        rows = self._db.execute(
            f"SELECT DISTINCT nr FROM adresse WHERE sted = ? AND status = {GAELDENDE} AND {hvor} LIMIT ?",
            (sted, nr, antal),
        )
        return [fundet for (fundet,) in rows]

    def _read_steder(self, hvor: str, vaerdi: object) -> list[Sted]:
        egne = self._db.execute(
            f"SELECT s.id, s.vejnavn, s.postnr, s.noegle, s.kort, 0 FROM sted s WHERE {hvor}", (vaerdi,)
        )
        steder = [Sted(*row) for row in egne]
        return steder + [andet for sted in steder for andet in self._other_names(sted)]

    def _other_names(self, sted: Sted) -> Iterable[Sted]:
        rows = self._db.execute("SELECT vejnavn, noegle, kort FROM andet_navn WHERE sted = ?", (sted.id,))
        return [Sted(sted.id, vejnavn, sted.postnr, noegle, kort, er_andet_navn=True) for vejnavn, noegle, kort in rows]


def _make_omraade(steder: list[Sted]) -> Omraade:
    efter_noegle: dict[str, list[Sted]] = {}
    efter_kort: dict[str, list[Sted]] = {}
    efter_laengde: dict[int, list[Vejnavn]] = {}
    for sted in steder:
        efter_noegle.setdefault(sted.noegle, []).append(sted)
        efter_kort.setdefault(sted.kort, []).append(sted)
        efter_laengde.setdefault(len(sted.noegle), []).append(Vejnavn(sted.noegle, letter_mask(sted.noegle), sted))
    return Omraade(
        {noegle: tuple(liste) for noegle, liste in efter_noegle.items()},
        {kort: tuple(liste) for kort, liste in efter_kort.items()},
        {laengde: tuple(liste) for laengde, liste in efter_laengde.items()},
    )
