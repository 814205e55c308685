"""The read sheets of a file put together: one dump, and one report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.files.ark import Ark, Fil
from crawler.files.dubletter import Samlet, join_rows
from crawler.files.fejl import UdtraekFejl
from crawler.files.former import AFDELINGER, entity_names, forms_of
from crawler.files.kolonner import Kolonnetabel
from crawler.files.overskrifter import Opstilling
from crawler.files.raekker import find_protected, make_raekker
from crawler.files.rapport import Arkrapport, Rapport
from crawler.files.register.poster import Register, make_register
from crawler.files.tabel import Laestark, count_cells, count_rejected
from domain.dump import Dump, Hoved, Listetal, Manglende, Sideafvigelse, Slut

_LAENGSTE_EKSEMPEL = 60


@dataclass(frozen=True)
class Del:
    """One sheet that was recognised and read."""

    ark: Ark
    opstilling: Opstilling
    laest: Laestark


@dataclass(frozen=True)
class Samling:
    """The dump of a file, what became of each entity's rows, and what a person should know."""

    dump: Dump
    samlede: Mapping[str, Samlet]
    bemaerkninger: tuple[str, ...] = ()


def assemble(dele: Sequence[Del], hoved: Hoved, hash_noegle: str, *, kendte: frozenset[str] = frozenset()) -> Samling:
    """Join the sheets of each entity and make the dump. `kendte` are tilbud known from elsewhere to be krisecentre.

    Raises:
        UdtraekFejl: rows of afdelinger of which none says whether it is for adults or children.
    """
    entiteter = [e for e in entity_names() if any(x.opstilling.entitet == e for x in dele)]
    samlede = {e: join_rows(e, [x.laest for x in dele if x.opstilling.entitet == e]) for e in entiteter}
    beskyttede = kendte.union(*(find_protected(samlet.raekker) for samlet in samlede.values()))
    afdelinger = samlede.get(AFDELINGER, Samlet())
    register = make_register(afdelinger.raekker, beskyttede=beskyttede, hash_noegle=hash_noegle, hentet=hoved.start)
    raekker = tuple(
        raekke for e in entiteter if e != AFDELINGER for raekke in make_raekker(e, samlede[e].raekker, register.gader)
    )
    uden_liste = sum(not post.afdeling.lister for post in register.poster)
    slut = _make_slut(dele, samlede, register, hoved.start)
    return Samling(Dump(hoved, register.poster, slut, raekker), samlede, tuple(_remarks(uden_liste, register)))


def make_rapport(
    kilde: Fil, tabel: Kolonnetabel, dele: Sequence[Del], samling: Samling, bemaerkninger: tuple[str, ...]
) -> Rapport:
    """Give the report of a file."""
    numre: Counter[str] = Counter()
    ark: list[Arkrapport] = []
    for x in dele:
        entitet = x.opstilling.entitet
        ark.append(_report_sheet(x, tabel, samling.samlede[entitet], numre[entitet]))
        numre[entitet] += 1
    return Rapport(
        fil=kilde.navn,
        filtype=kilde.filtype,
        kolonnetabel=tabel.version,
        ark=tuple(ark),
        entiteter={entitet: len(samlet.raekker) for entitet, samlet in samling.samlede.items()},
        bemaerkninger=bemaerkninger,
    )


def _report_sheet(x: Del, tabel: Kolonnetabel, samlet: Samlet, nummer: int) -> Arkrapport:
    opstilling = x.opstilling
    return Arkrapport(
        ark=x.ark.navn,
        entitet=opstilling.entitet,
        overskriftsraekke=x.ark.raekker[opstilling.overskrift][0],
        raekker=samlet.taget[nummer],
        tomme=x.laest.tomme,
        dubletter=samlet.dubletter[nummer],
        sumraekker=tuple(x.laest.sumraekker),
        kolonner=opstilling.kolonner,
        mangler=tuple(
            tabel.first_overskrift(opstilling.entitet, felt)
            for felt in forms_of(opstilling.entitet)
            if felt not in opstilling.plads and not felt.endswith("_tekst")
        ),
        celler=count_cells(x.laest, opstilling),
        afviste=count_rejected(x.laest.afviste),
    )


def _make_slut(dele: Sequence[Del], samlede: Mapping[str, Samlet], register: Register, start: str) -> Slut:
    afviste = sum(len(raekker) for x in dele for raekker in x.laest.afviste.values())
    modstrid = samlede[AFDELINGER].modstrid if AFDELINGER in samlede else []
    ulaeselige = sum(len(raekker) for x in dele for raekker in x.laest.celler.values())
    antal = sum(len(samlet.raekker) for samlet in samlede.values())
    return Slut(
        slut=start,
        antal=0,
        sha256="",
        lister=_count_lists(dele, register, len(modstrid)),
        manglende=tuple(
            Manglende(tilbudsid=str(tilbudsid), afdelingsid=str(afdelingsid), grund="modstrid")
            for tilbudsid, afdelingsid in modstrid
        ),
        afvigelser=tuple(_deviations(dele)),
        tal={
            "raekker": antal,
            "afviste_raekker": afviste,
            "ulaeselige_celler": ulaeselige,
            "beskyttede": sum(post.afdeling.er_beskyttet for post in register.poster),
        },
        entiteter={e: len(samlet.raekker) for e, samlet in samlede.items() if e != AFDELINGER},
    )


def _count_lists(dele: Sequence[Del], register: Register, modstrid: int) -> dict[str, Listetal]:
    """Give the lists as the gate counts them. Rows that were not taken make the longest list's total exceed its ids.

    So a file of which much could not be read is no whole list, and nobody is taken to have left the register by it.
    """
    antal = Counter(navn for post in register.poster for navn in post.afdeling.lister)
    if register.poster and not antal:
        raise UdtraekFejl(
            "Ingen af rækkerne med afdelinger siger, om tilbuddet er til voksne eller børn. Tilføj kolonnen »Liste« "
            "med voksne eller børn, eller kolonnen »Tilbudstyper« med paragraffen."
        )
    lister = {navn: Listetal(oplyst=fundet, fundet=fundet) for navn, fundet in sorted(antal.items())}
    afviste = sum(
        len(raekker) for x in dele if x.opstilling.entitet == AFDELINGER for raekker in x.laest.afviste.values()
    )
    if lister and (afviste or modstrid):
        laengste = max(lister, key=lambda navn: antal[navn])
        lister[laengste] = Listetal(oplyst=antal[laengste] + afviste, fundet=antal[laengste])
    return lister


def _deviations(dele: Sequence[Del]) -> Iterator[Sideafvigelse]:
    for x in dele:
        hvor, entitet = x.ark.betegnelse[:_LAENGSTE_EKSEMPEL], x.opstilling.entitet
        for kolonne in x.opstilling.kolonner:
            if kolonne.felt is None:
                yield Sideafvigelse(
                    art="ukendt_kolonne", hvad=f"{entitet}: {kolonne.overskrift}", antal=1, eksempel=hvor
                )
        for celle in count_cells(x.laest, x.opstilling):
            yield Sideafvigelse(
                art="ulaeselig_celle", hvad=f"{entitet}: {celle.overskrift}", antal=celle.antal, eksempel=hvor
            )
        for afvisning in count_rejected(x.laest.afviste):
            yield Sideafvigelse(
                art="afvist_raekke", hvad=f"{entitet}: {afvisning.grund}", antal=afvisning.antal, eksempel=hvor
            )


def _remarks(uden_liste: int, register: Register) -> Iterator[str]:
    if uden_liste:
        yield (
            "Afdelinger, der hverken selv eller med deres paragraf siger, om de er til voksne eller børn, og derfor "
            f"ikke står på nogen liste: {uden_liste}."
        )
    beskyttede = len({post.afdeling.tilbudsid for post in register.poster if post.afdeling.er_beskyttet})
    if beskyttede:
        yield f"Tilbud, der er krisecentre (§ 109), og hvis gadeadresse derfor ikke er læst ind: {beskyttede}."
