"""What a mail says, before it is set as plain text or HTML: the one place that decides what may be quoted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.felter import FELTER, SIDEFELTER
from domain.reference import Lovkilde
from domain.regel import Alvor, Regel
from reports.bevis import is_maal, write_bevis, write_vaerdi
from reports.lovkilder import find_lovkilder
from reports.mail.adressat import Adressat
from reports.privatliv import explain_hidden
from reports.visning import antal_af, dato, rens

STOERST = 20
_RANG = {alvor: rang for rang, alvor in enumerate(Alvor)}


@dataclass(frozen=True, kw_only=True)
class Mailfejl:
    """One fault to tell of: the rule that found it, where, and what stands there. `afdelingsid` None: the tilbud.

    `raekke` says which row of a dataudtræk it is, `bevis` are the rule's proof columns by name.
    """

    regel: Regel
    afdelingsid: str | None
    vaerdi: str | None = None
    forslag: str | None = None
    raekke: str | None = None
    bevis: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Punkt:
    """One fault as it is written; `vaerdi` is None when nothing may or need be quoted.

    `tal` are the numbers that prove it, as label and value with its unit.
    """

    nummer: int
    alvor: str
    titel: str
    felt: str
    raekke: str | None
    vaerdi: str | None
    tal: tuple[tuple[str, str], ...]
    finder: str
    hvorfor: str
    ret: str
    forslag: str | None
    regel: str
    kilder: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Afsnit:
    """The faults of one afdeling, or of the tilbud as a whole."""

    overskrift: str
    punkter: tuple[Punkt, ...]


@dataclass(frozen=True, kw_only=True)
class Brev:
    """A whole mail in words."""

    emne: str
    hilsen: str
    indledning: tuple[str, ...]
    afsnit: tuple[Afsnit, ...]
    rest: str | None
    slutning: tuple[str, ...]


def make_brev(adressat: Adressat, fejl: Sequence[Mailfejl], *, dag: date, svar_til: str) -> Brev:
    """Put a mail into words: the worst twenty faults by afdeling, the afdeling with the worst fault first.

    A protected tilbud (§ 109) is quoted nothing at all that the register says of it, not even its name: names of
    afdelinger are often those of streets. `dag` is the day the register was judged and the law is cited by.
    """
    sorteret = sorted(fejl, key=lambda en: _RANG[en.regel.alvor])
    med = sorteret[:STOERST]
    grupper = {en.afdelingsid: [x for x in med if x.afdelingsid == en.afdelingsid] for en in med}
    afsnit, nummer = [], 1
    for afdelingsid, gruppe in grupper.items():
        punkter = tuple(_punkt(en, nummer + plads, adressat, dag) for plads, en in enumerate(gruppe))
        afsnit.append(Afsnit(overskrift=_overskrift(adressat, afdelingsid), punkter=punkter))
        nummer += len(gruppe)
    oplysninger = antal_af(len(fejl), "oplysning", "oplysninger")
    return Brev(
        emne=f"Tilbudsportalen: {oplysninger} om {_navn(adressat)} bør ses efter",
        hilsen=f"Til {_navn(adressat)}",
        indledning=_indledning(adressat, oplysninger, dag),
        afsnit=tuple(afsnit),
        rest=_rest(len(fejl) - len(med)),
        slutning=(*_slutning(adressat, svar_til), _grundlag(fejl)),
    )


def _navn(adressat: Adressat) -> str:
    return "jeres tilbud" if adressat.er_beskyttet or not adressat.navn else rens(adressat.navn, 80)


def _overskrift(adressat: Adressat, afdelingsid: str | None) -> str:
    if afdelingsid is None:
        return "Hele tilbuddet"
    navn = "" if adressat.er_beskyttet else rens(adressat.afdelinger.get(afdelingsid), 80)
    return f"{navn} (afdeling {rens(afdelingsid, 40)})" if navn else f"Afdeling {rens(afdelingsid, 40)}"


def _punkt(en: Mailfejl, nummer: int, adressat: Adressat, dag: date) -> Punkt:
    regel = en.regel
    felt = FELTER.get(regel.felt)
    skjult = adressat.er_beskyttet or (felt is not None and felt.er_personlig)
    return Punkt(
        nummer=nummer,
        alvor=regel.alvor.value.capitalize(),
        titel=regel.titel,
        felt=felt.etiket if felt else regel.felt,
        raekke=None if adressat.er_beskyttet else rens(en.raekke, 120) or None,
        vaerdi=None if skjult else rens(write_vaerdi(regel.felt, en.vaerdi), 200) or None,
        tal=() if skjult else tuple(_tal(en.bevis)),
        finder=rens(regel.finder, 2000),
        hvorfor=rens(regel.hvorfor, 2000),
        ret=rens(regel.ret, 2000),
        forslag=None if skjult else rens(write_vaerdi(regel.felt, en.forslag), 200) or None,
        regel=regel.id,
        kilder=tuple(_kilde(kilde) for kilde in find_lovkilder(regel, dag)),
    )


def _tal(bevis: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Numbers and days only: what somebody typed may be about others than the reader."""
    for navn, value in bevis.items():
        if is_maal(navn, value) and explain_hidden(navn, er_beskyttet=False, er_personlig=False) is None:
            yield write_bevis(navn, value)


def _kilde(kilde: Lovkilde) -> str:
    forbehold = " (ikke bekræftet i lovteksten)" if kilde.sikkerhed == "C" else ""
    return f"{kilde.henvisning}: {kilde.siger}{forbehold}."


def _indledning(adressat: Adressat, oplysninger: str, dag: date) -> tuple[str, ...]:
    return (
        f"Vi har gennemgået det, der stod på Tilbudsportalen om jeres tilbud (nr. {rens(adressat.tilbudsid, 40)}) "
        f"den {dato(dag)}. Vi fandt {oplysninger}, som I bør se efter. Nedenfor står hvad, hvorfor og hvordan I "
        "retter det, det vigtigste først.",
        "Har I allerede rettet oplysningerne, og venter de på godkendelse, skal I ikke gøre mere.",
    )


def _rest(antal: int) -> str | None:
    if antal <= 0:
        return None
    return (
        f"Vi fandt {antal_af(antal, 'fejl', 'fejl')} mere end de {STOERST} alvorligste, som er vist her. "
        "Svar på mailen, hvis I vil have hele listen."
    )


def _slutning(adressat: Adressat, svar_til: str) -> tuple[str, ...]:
    kendt = adressat.myndighed and not adressat.er_beskyttet
    return (
        "Denne mail er en service. Den er ikke en afgørelse, og den sætter ingen frist.",
        f"Spørgsmål om jeres oplysninger: spørg jeres tilsynsmyndighed{f', {adressat.myndighed}' if kendt else ''}. "
        f"Spørgsmål om denne mail: skriv til {svar_til}.",
        "Er I uenige, så svar på mailen, skriv »uenig« og nummeret på punktet, og hvorfor. Så ser et menneske på det.",
    )


def _grundlag(fejl: Sequence[Mailfejl]) -> str:
    fra = "det, Tilbudsportalen viser offentligt"
    if any(en.regel.felt not in SIDEFELTER for en in fejl):
        fra += ", og af det, der er indberettet til den (takster, budgetter og andet, som siderne ikke viser)"
    return f"Mailen er skrevet automatisk på grundlag af {fra}."
