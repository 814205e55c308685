"""A dataudtræk file to a dump: opened by its content, its sheets recognised and read, and put together."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.files.ark import Ark, Fil
from crawler.files.csvfil import read_csv
from crawler.files.fejl import UdtraekFejl
from crawler.files.filtype import Filtype, find_filtype, read_file
from crawler.files.former import entity_names, key_of
from crawler.files.jsonlfil import read_jsonl
from crawler.files.kolonner import Kolonnetabel, load_kolonner
from crawler.files.overskrifter import arrange, choose_entitet, is_empty, is_meant
from crawler.files.rapport import Rapport
from crawler.files.regneark import read_xlsx
from crawler.files.samling import Del, assemble, make_rapport
from crawler.files.tabel import read_rows
from crawler.files.tegn import decode_text
from domain.dump import Dump, Hoved
from domain.tid import DANSK_TID


@dataclass(frozen=True)
class Udtraeksfil:
    """A file as read: the dump that the warehouse loads, and the report for people."""

    dump: Dump
    rapport: Rapport


def laes_udtraek(
    fil: Path,
    *,
    entitet: str | None = None,
    kolonner: Path | None = None,
    start: datetime,
    hash_noegle: str,
    beskyttede: frozenset[str] = frozenset(),
) -> Udtraeksfil:
    """Read a dataudtræk (CSV, XLSX or JSON Lines, told by its content).

    `entitet` says what sheets are of that do not say it themselves; `kolonner` is another table of headings; `start` is
    the aware moment the extract speaks of; `hash_noegle` the key that names of people are hashed with; `beskyttede` the
    tilbud known to be krisecentre (SEL § 109), whose places are left out though this file does not say what they are.

    Raises:
        UdtraekFejl: nothing can be read of it; the message is Danish and says what to do.
    """
    if entitet is not None and entitet not in entity_names():
        raise UdtraekFejl(f"Entiteten »{entitet}« findes ikke. Vælg en af {', '.join(entity_names())}.")
    tabel = load_kolonner(kolonner)
    indhold = read_file(fil)
    kilde = _open(indhold, fil.name, tabel)
    dele, bemaerkninger = _recognise(kilde, tabel, entitet)
    koersel = _name_run(start, (hash_noegle, repr((tabel, entitet))), indhold)
    hoved = Hoved(koersel=koersel, kilde="dataudtraek", adresse=fil.name, start=start.isoformat())
    samling = assemble(dele, hoved, hash_noegle, kendte=beskyttede)
    return Udtraeksfil(
        samling.dump, make_rapport(kilde, tabel, dele, samling, (*bemaerkninger, *samling.bemaerkninger))
    )


def _name_run(start: datetime, vilkaar: tuple[str, ...], indhold: bytes) -> str:
    """Give a run's id that is the same for the same file read in the same way about the same day."""
    aftryk = hashlib.sha256()
    for del_ in (f"{start.astimezone(DANSK_TID):%Y-%m-%d}", *vilkaar):
        aftryk.update(hashlib.sha256(del_.encode()).digest())
    aftryk.update(indhold)
    return aftryk.hexdigest()[:32]


def _open(indhold: bytes, navn: str, tabel: Kolonnetabel) -> Fil:
    filtype = find_filtype(indhold, navn)
    if filtype is Filtype.XLSX:
        return read_xlsx(indhold, navn)
    if filtype is Filtype.DUMP:
        raise UdtraekFejl(f"{navn} er en dump og ikke et dataudtræk. Læs den ind uden --entitet, --kolonner og --pr.")
    tekst = decode_text(indhold, navn)
    ark = read_jsonl(tekst, navn) if filtype is Filtype.JSONL else (read_csv(tekst, navn, tabel),)
    return Fil(navn=navn, filtype=filtype, ark=ark)


def _recognise(kilde: Fil, tabel: Kolonnetabel, valgt: str | None) -> tuple[list[Del], list[str]]:
    """Read the sheets whose entity is known; say of the others why they are not read."""
    dele: list[Del] = []
    bemaerkninger = [*kilde.bemaerkninger]
    fyldte = [ark for ark in kilde.ark if not is_empty(ark)]
    bemaerkninger += [f"{ark.betegnelse} er tomt og er ikke læst." for ark in kilde.ark if is_empty(ark)]
    filnavn = Path(kilde.navn).stem if len(fyldte) == 1 else ""
    for ark in fyldte:
        entitet = choose_entitet(ark, tabel, valgt, filnavn=filnavn)
        if entitet is None or (len(fyldte) > 1 and not is_meant(ark, tabel, entitet)):
            bemaerkninger.append(_ask(ark, valgt, tabel))
            continue
        opstilling = arrange(ark, tabel, entitet)
        dele.append(Del(ark, opstilling, read_rows(ark, opstilling)))
    if not dele:
        tomt = [] if fyldte else [f"{kilde.navn} har ingen rækker at læse. Hent udtrækket igen."]
        raise UdtraekFejl(" ".join([*bemaerkninger, *tomt]))
    return dele, bemaerkninger


def _ask(ark: Ark, valgt: str | None, tabel: Kolonnetabel) -> str:
    if valgt is not None:
        noegler = ", ".join(f"»{tabel.first_overskrift(valgt, felt)}«" for felt in key_of(valgt))
        return f"{ark.betegnelse} er ikke læst: det er ikke {valgt}, som har overskrifterne {noegler}. Ret --entitet."
    return (
        f"{ark.betegnelse} er ikke læst: hverken navn eller overskrifter siger, hvilken slags rækker det rummer. Sig "
        f"det med --entitet ({', '.join(entity_names())}), eller ret overskrifterne."
    )
