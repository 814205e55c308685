"""The rules of docs/regelkrav.md read once more, in plain Python over records, by brute force.

Independent of the replica: it knows nothing of what was planted. Judges what the pages say, as the warehouse would
have it: a tilbud with one krisecenter is protected as a whole.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter

from domain.adresse import has_husnummer, is_postboks
from domain.afdeling import Afdeling, has_secret_address
from domain.kontakt import (
    digits,
    has_cvr_form,
    has_p_nummer_form,
    is_email,
    is_hjemmeside,
    is_telefon,
    passes_modulus_11,
)
from domain.paragraf import find_paragraffer
from domain.reference import load_kommuner, load_paragraffer, load_postnumre, load_virksomhedsformer
from domain.tekst import fold
from domain.tilsyn import Tilsyn, read_tilsyn

DAG = date(2026, 11, 23)
Fund = tuple[str, str, str | None]


@dataclass(frozen=True)
class Tilbud:
    """Every afdeling of one tilbud."""

    afdelinger: tuple[Afdeling, ...]

    @property
    def er_beskyttet(self) -> bool:
        return any(has_secret_address(a) for a in self.afdelinger)

    @property
    def paragraffer(self) -> set[str]:
        return {p for a in self.afdelinger for p in types_of(a)}


def types_of(a: Afdeling) -> list[str]:
    return _paragraphs(a.tilbudstyper)


@cache
def _paragraphs(tekster: tuple[str, ...]) -> list[str]:
    return [p for tekst in tekster for p in find_paragraffer(tekst)]


@cache
def current(paragraf: str):
    return [r for r in load_paragraffer() if r.paragraf == paragraf and r.gyldig.covers(DAG)]


@cache
def known(paragraf: str) -> bool:
    return any(r.paragraf == paragraf for r in load_paragraffer())


@cache
def repealed(paragraf: str) -> bool:
    rows = [r for r in load_paragraffer() if r.paragraf == paragraf]
    return bool(rows) and all(r.gyldig.til is not None and r.gyldig.til < DAG for r in rows)


@cache
def supervised_by(paragraf: str) -> set[str]:
    return {r.tilsyn for r in load_paragraffer() if r.paragraf == paragraf}


def tilsyn_of(a: Afdeling) -> Tilsyn | None:
    return None if a.tilsynsmyndighed is None else _read(a.tilsynsmyndighed)


_read = cache(read_tilsyn)


def find_all(afdelinger: Iterable[Afdeling]) -> set[Fund]:
    """Give every finding of every active rule."""
    alle = tuple(afdelinger)
    samlet: dict[str, list[Afdeling]] = defaultdict(list)
    for a in alle:
        samlet[a.tilbudsid].append(a)
    fund = set(_across(alle))
    for liste in samlet.values():
        tilbud = Tilbud(tuple(liste))
        fund |= {(regel, tilbud.afdelinger[0].tilbudsid, None) for regel in _of_tilbud(tilbud)}
        for a in liste:
            regler = (*_identity(a), *_contact(a), *_address(a, tilbud), *_types(a, tilbud), *_places(a))
            fund |= {(regel, *a.noegle) for regel in (*regler, *_authority(a, tilbud))}
    return fund


def _across(alle: tuple[Afdeling, ...]) -> Iterator[Fund]:
    cvr_under_p: dict[str, set[str]] = defaultdict(set)
    for a in alle:
        if a.p_nummer and has_p_nummer_form(a.p_nummer) and a.cvr and passes_modulus_11(a.cvr):
            cvr_under_p[digits(a.p_nummer)].add(digits(a.cvr))
    for a in alle:
        if a.p_nummer and digits(a.cvr or "") in (koder := cvr_under_p[digits(a.p_nummer)]) and len(koder) > 1:
            yield ("IDENT-005", *a.noegle)
    for felt, regel in (("virksomhed", "IDENT-006"), ("virksomhedsform", "IDENT-010")):
        yield from ((regel, *a.noegle) for a in _in_minority(alle, attrgetter(felt)))


def _in_minority(alle: tuple[Afdeling, ...], value: Callable[[Afdeling], str | None]) -> Iterator[Afdeling]:
    under_cvr: dict[str, list[Afdeling]] = defaultdict(list)
    for a in alle:
        if a.cvr and value(a):
            under_cvr[digits(a.cvr)].append(a)
    for liste in under_cvr.values():
        antal = Counter(fold(value(a) or "") for a in liste)
        if len(antal) < 2:
            continue
        flest = max(antal.values())
        vindere = [navn for navn, n in antal.items() if n == flest]
        yield from (a for a in liste if len(vindere) > 1 or fold(value(a) or "") != vindere[0])


def _identity(a: Afdeling) -> Iterator[str]:
    if not a.cvr:
        yield "IDENT-001"
    elif not has_cvr_form(a.cvr):
        yield "IDENT-002"
    elif not passes_modulus_11(a.cvr):
        yield "IDENT-003"
    if not a.p_nummer:
        yield "IDENT-008"
    elif not has_p_nummer_form(a.p_nummer):
        yield "IDENT-004"
    if not a.navn:
        yield "IDENT-007"
    if not a.virksomhed:
        yield "IDENT-009"


def _contact(a: Afdeling) -> Iterator[str]:
    if a.telefon and not is_telefon(a.telefon):
        yield "KONTAKT-001"
    if a.email and not is_email(a.email):
        yield "KONTAKT-002"
    match bool(a.telefon), bool(a.email):
        case False, False:
            yield "KONTAKT-003"
        case False, True:
            yield "KONTAKT-007"
        case True, False:
            yield "KONTAKT-008"
    if not a.har_leder:
        yield "KONTAKT-004"
    if not a.har_kontaktperson:
        yield "KONTAKT-005"
    if a.hjemmeside and not is_hjemmeside(a.hjemmeside):
        yield "KONTAKT-006"


def _address(a: Afdeling, tilbud: Tilbud) -> Iterator[str]:
    if not a.har_adresse:
        yield "ADRESSE-001"
    if tilbud.er_beskyttet:
        return
    if a.adresse and is_postboks(a.adresse):
        yield "ADRESSE-006"
    elif a.adresse and not has_husnummer(a.adresse):
        yield "ADRESSE-002"
    form_ok = a.postnr is not None and len(a.postnr) == 4 and a.postnr.isdigit()
    kendt = load_postnumre().get(a.postnr or "")
    if form_ok and kendt is None:
        yield "ADRESSE-003"
    if kendt and a.by and fold(a.by) != fold(kendt.navn):
        yield "ADRESSE-004"
    if a.har_adresse and (not form_ok or not a.by):
        yield "ADRESSE-005"


def _types(a: Afdeling, tilbud: Tilbud) -> Iterator[str]:
    typer = types_of(a)
    if not a.tilbudstyper:
        yield "TYPE-001"
    if any(not known(p) for p in typer) or any(not find_paragraffer(tekst) for tekst in a.tilbudstyper):
        yield "TYPE-002"
    if any(repealed(p) for p in typer):
        yield "TYPE-003"
    kendte = [p for p in typer if known(p)]
    boern = any(r.gruppe == "boern" for p in kendte for r in current(p))
    if a.lister == ("boern",) and kendte and not boern and not any(repealed(p) for p in kendte):
        yield "TYPE-004"
    yield from _form(a, tilbud)


def _form(a: Afdeling, tilbud: Tilbud) -> Iterator[str]:
    if not a.virksomhedsform:
        yield "TYPE-007"
        return
    former = [f for f in load_virksomhedsformer() if fold(f.tekst) == fold(a.virksomhedsform)]
    if not former:
        yield "TYPE-006"
    udloebet = any(f.er_personlig and f.tilladt.til is not None and f.tilladt.til < DAG for f in former)
    if udloebet and any("socialtilsyn" in supervised_by(p) for p in tilbud.paragraffer):
        yield "TYPE-005"


def _places(a: Afdeling) -> Iterator[str]:
    med_tal = {p for p, antal in a.pladser.items() if antal is not None}
    if not med_tal:
        yield "PLADS-001"
    if any((a.pladser[p] or 0) <= 0 for p in med_tal):
        yield "PLADS-002"
    typer = set(types_of(a))
    if (med_tal and typer - med_tal) or (typer and med_tal - typer):
        yield "PLADS-005"


def _authority(a: Afdeling, tilbud: Tilbud) -> Iterator[str]:
    tilsyn = tilsyn_of(a)
    if tilsyn is None:
        yield "TILSYN-001"
        return
    if tilsyn.art in {"kommune", "region"} and any("socialtilsyn" in supervised_by(p) for p in types_of(a)):
        yield "TILSYN-002"
    kendte = [p for p in tilbud.paragraffer if known(p)]
    if tilsyn.kode and kendte and all(supervised_by(p) == {"kommune"} for p in kendte):
        yield "TILSYN-003"
    if tilsyn.art == "ukendt" or (tilsyn.art == "socialtilsyn" and tilsyn.kode is None):
        yield "TILSYN-005"
    if tilsyn.kode and not tilbud.er_beskyttet and not _can_be_explained(a, tilsyn.kode):
        yield "TILSYN-004"


def _can_be_explained(a: Afdeling, kode: str) -> bool:
    postnummer = load_postnumre().get(a.postnr or "")
    if postnummer is None or not postnummer.kommunekoder or kode in {"Hovedstaden", "Midt"}:
        return True
    egne = [k for k in load_kommuner() if k.gyldig.covers(DAG) and k.socialtilsyn == kode]
    if any(k.kommunekode in postnummer.kommunekoder for k in egne):
        return True
    boern = any(r.gruppe == "boern" for p in types_of(a) for r in load_paragraffer() if r.paragraf == p)
    if kode in {"Øst", "Syd"} and boern:
        return True
    navne = {fold(k.navn) for k in egne}
    aftale = fold(a.driftsaftale_med or "").removesuffix(" kommune")
    return aftale in navne or fold(a.virksomhed or "").removesuffix(" kommune") in navne


def _of_tilbud(tilbud: Tilbud) -> Iterator[str]:
    totaler = {a.pladser_i_alt for a in tilbud.afdelinger if a.pladser_i_alt is not None}
    if len(totaler) > 1:
        yield "PLADS-004"
    tal = [[n for n in a.pladser.values() if n is not None] for a in tilbud.afdelinger]
    alle_p = {p for a in tilbud.afdelinger for p in (*types_of(a), *a.pladser)}
    senge = all(r.plads_er_seng for r in load_paragraffer() if r.paragraf in alle_p)
    if len(totaler) == 1 and all(tal) and senge and sum(map(sum, tal)) != next(iter(totaler)):
        yield "PLADS-003"
    if len({(t.art, t.kode) for a in tilbud.afdelinger if (t := tilsyn_of(a))}) > 1:
        yield "TILSYN-006"
