"""The two big entities, Husnummer and Adresse, read row by row into the half-way file."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from warehouse.adresser.betegnelse import Dele, encode_husnr, split_betegnelse, unit_text
from warehouse.adresser.felter import make_reader
from warehouse.adresser.kilde import Kildefil
from warehouse.adresser.mellem import Mellem, Row
from warehouse.adresser.objekter import fingerprint, stream_objects
from warehouse.adresser.opslag import Opslag, parse_object
from warehouse.adresser.skema import ADGANG
from warehouse.adresser.tilstand import judge_row

Fremdrift = Callable[[str, int, int], None]
Laeser = Callable[[dict[str, Any]], tuple[Any, ...]]
_HVER = 20_000
_KOMMUNER = range(101, 900)


class UlaeseligRaekke(ValueError):
    """A row that cannot be used; the message is the reason, counted."""


@dataclass
class Tal:
    """What became of one entity's rows."""

    taget: int = 0
    uaendret: int = 0
    udgaaet: int = 0
    forbigaaet: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Laesning:
    """What the rows are read with."""

    mellem: Mellem
    opslag: Opslag
    nu: str
    on_progress: Fremdrift


def read_entity(filer: list[Kildefil], entitet: str, laesning: Laesning) -> Tal:
    """Read every file of one entity; rows known from before are only counted. Raises AdresseFejl for a bad file."""
    tal = Tal()
    kendte = laesning.mellem.known_lines(entitet)
    for fil in filer:
        _read_file(fil, kendte, tal, laesning)
    laesning.mellem.save()
    tal.udgaaet = len(kendte)
    laesning.mellem.retire(kendte, entitet)
    return tal


def _read_file(fil: Kildefil, kendte: set[int], tal: Tal, laesning: Laesning) -> None:
    laest, raekker = 0, _Raekker(fil, tal, laesning)
    with fil.open() as indhold:
        for nummer, objekt in enumerate(stream_objects(indhold, fil.navn), 1):
            laest += len(objekt) + 2
            if not nummer % _HVER:
                laesning.on_progress(fil.navn, laest, fil.stoerrelse)
            linje = fingerprint(objekt)
            if linje in kendte:
                kendte.remove(linje)
                tal.uaendret += 1
            else:
                raekker.take(objekt, linje)
    laesning.on_progress(fil.navn, fil.stoerrelse, fil.stoerrelse)


class _Raekker:
    """Takes one file's rows into the half-way file, or passes them over with the reason."""

    def __init__(self, fil: Kildefil, tal: Tal, laesning: Laesning) -> None:
        self._fil, self._tal, self._laesning = fil, tal, laesning
        self._tag = _take_husnummer if fil.entitet == "Husnummer" else _take_adresse
        self._felter: Laeser | None = None

    def take(self, objekt: bytes, linje: int) -> None:
        """Judge a row and keep what counts. A row whose turn comes another day is not remembered."""
        vaerdier = self._values(parse_object(objekt, self._fil.navn))
        tilstand = judge_row(vaerdier[1:5], self._laesning.nu)
        varig = linje if tilstand.er_varig else None
        if tilstand.gaelder is None:
            self._skip(tilstand.grund, varig)
            return
        try:
            raekke = self._tag(vaerdier, tilstand.gaelder, varig, self._laesning)
        except UlaeseligRaekke as fejl:
            self._skip(str(fejl), linje)
        else:
            self._laesning.mellem.add(raekke)
            self._tal.taget += 1

    def _values(self, row: dict[str, Any]) -> tuple[Any, ...]:
        if self._felter is not None:
            try:
                return self._felter(row)
            except KeyError:
                # Rows of one file may leave fields out that others have; the names are then read anew.
                self._felter = None
        self._felter = make_reader(self._fil.entitet, row, self._fil.navn)
        return self._felter(row)

    def _skip(self, grund: str, linje: int | None) -> None:
        self._tal.forbigaaet[grund] += 1
        if linje is not None:
            self._laesning.mellem.skip(linje, self._fil.entitet)


def _take_adresse(vaerdier: tuple[Any, ...], gaelder: int, linje: int | None, laesning: Laesning) -> Row:
    betegnelse, etage, doer = vaerdier[5] or "", (vaerdier[6] or "").casefold(), (vaerdier[7] or "").casefold()
    dele = split_betegnelse(betegnelse, unit_text(etage, doer))
    if dele is None:
        raise UlaeseligRaekke("adressebetegnelsen har ikke den kendte form")
    mellem = laesning.mellem
    return Row(
        mellem.find_sted(dele.vejnavn, dele.postnr),
        dele.nr,
        f"{etage}|{doer}" if etage or doer else "",
        _uuid(vaerdier[0]),
        _uuid(vaerdier[8]),
        mellem.find_supplerende(dele.supplerende),
        gaelder,
        None,
        linje,
    )


def _take_husnummer(vaerdier: tuple[Any, ...], gaelder: int, linje: int | None, laesning: Laesning) -> Row:
    betegnelse, vej = vaerdier[6], vaerdier[7]
    dele = split_betegnelse(betegnelse, "") if betegnelse else _from_parts(vaerdier, laesning.opslag)
    if dele is None:
        raise UlaeseligRaekke("husnummeret mangler vej, nummer eller postnummer")
    mellem = laesning.mellem
    sted = mellem.find_sted(dele.vejnavn, dele.postnr)
    for navn in laesning.opslag.veje.get(vej, ()):
        if navn and navn != dele.vejnavn:
            mellem.add_name(sted, navn)
    husnummer = _uuid(vaerdier[0])
    supplerende = mellem.find_supplerende(dele.supplerende)
    kommune = _kommune(vaerdier[10], vej, laesning.opslag)
    return Row(sted, dele.nr, ADGANG, husnummer, husnummer, supplerende, gaelder, kommune, linje)


def _from_parts(vaerdier: tuple[Any, ...], opslag: Opslag) -> Dele | None:
    nr = encode_husnr(vaerdier[5] or "")
    vejnavn = opslag.veje.get(vaerdier[7], ("", ""))[1]
    postnr, by = opslag.postnumre.get(vaerdier[8], (0, ""))
    if nr is None or not vejnavn or not postnr:
        return None
    return Dele(vejnavn, nr, opslag.supplerende.get(vaerdier[9], ""), postnr, by)


def _kommune(kode: object, vej: str, opslag: Opslag) -> int | None:
    """Give the kommunekode: the row's own when it is one, else the street's when it runs through one kommune only."""
    tekst = str(kode or "")
    if tekst.isdecimal() and int(tekst) in _KOMMUNER:
        return int(tekst)
    koder = opslag.kommuner.get(vej, set())
    return next(iter(koder)) if len(koder) == 1 else None


def _uuid(tekst: object) -> bytes:
    try:
        uuid = bytes.fromhex(str(tekst).replace("-", ""))
    except ValueError:
        uuid = b""
    if len(uuid) != 16:  # noqa: PLR2004 - a UUID has 16 bytes
        raise UlaeseligRaekke("id er ikke et UUID")
    return uuid
