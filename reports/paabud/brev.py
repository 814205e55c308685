"""What the draft of a påbud says. It is a draft until a person has decided, and never sends itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.felter import FELTER
from domain.reference import load_lovkilder
from domain.regel import Regel
from reports.bevis import write_vaerdi
from reports.lovkilder import find_lovkilder
from reports.paabud.grundlag import Paabudsgrundlag
from reports.privatliv import explain_hidden
from reports.visning import antal_af, dato, rens
from warehouse.queries.sager import Sagsfund

_HJEMMEL = ("SEL-14-5", "SEL-14-6", "SEL-14-7", "DIGPOST")

UDEN_BEGRUNDELSE = "(Sagsbehandleren skriver begrundelsen her.)"
_VARSEL = "UDKAST. Brevet er først en afgørelse, når et menneske har besluttet det, og det er sendt i Digital Post."


@dataclass(frozen=True, kw_only=True)
class Punkt:
    """One fault: a heading, and label with text beneath."""

    overskrift: str
    linjer: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Paabudsbrev:
    """The whole letter in words; `varsel` says that it is a draft, or when it was decided."""

    titel: str
    varsel: str
    modtager: tuple[tuple[str, str], ...]
    afgoerelse: tuple[str, ...]
    punkter: tuple[Punkt, ...]
    begrundelse: str
    frist: tuple[str, ...]
    retsgrundlag: tuple[str, ...]


def make_paabudsbrev(grundlag: Paabudsgrundlag, *, begrundelse: str) -> Paabudsbrev:
    """Put the påbud into words; `begrundelse` is the caseworker's own.

    What tells where a krisecenter (§ 109) lies, its name too, and any value that is a person's is never in the letter.
    """
    antal = antal_af(len(grundlag.fund), "oplysning", "oplysninger")
    navn = None if grundlag.er_beskyttet else rens(grundlag.navn, 80) or None
    om = f" om {navn}" if navn else ""
    return Paabudsbrev(
        titel=f"Påbud om at rette {antal} på Tilbudsportalen",
        varsel=_tell_status(grundlag),
        modtager=tuple(_modtager(grundlag, navn)),
        afgoerelse=(
            f"Social- og Boligstyrelsen påbyder jer at rette {antal}{om} på Tilbudsportalen (tilbud nr. "
            f"{rens(grundlag.tilbudsid, 40)}), jf. serviceloven § 14, stk. 5.",
            f"Oplysningerne stod på Tilbudsportalen {_tell_set(grundlag)}. I har før fået besked om dem.",
        ),
        punkter=tuple(_punkt(fund, nummer, grundlag) for nummer, fund in enumerate(grundlag.fund, start=1)),
        begrundelse=rens(begrundelse, 4000) or UDEN_BEGRUNDELSE,
        frist=(
            "Oplysningerne skal være rettet inden fire uger fra den dag, dette brev er leveret i Digital Post. Mails "
            "og rykkere fra Tilbudstjek ændrer ikke fristen.",
            "Er påbuddet ikke fulgt til den tid, kan tilbuddet blive markeret på Tilbudsportalen, jf. serviceloven "
            "§ 14, stk. 6.",
            "Afgørelsen kan ikke påklages til en anden administrativ myndighed, jf. serviceloven § 14, stk. 7.",
        ),
        retsgrundlag=tuple(_retsgrundlag(grundlag.dag)),
    )


def _tell_status(grundlag: Paabudsgrundlag) -> str:
    return f"Afgørelse af {dato(grundlag.dag)}. Den sendes i Digital Post." if grundlag.er_afgjort else _VARSEL


def _tell_set(grundlag: Paabudsgrundlag) -> str:
    return (
        f"ved kontrollen den {dato(grundlag.set_dag)}"
        if grundlag.set_dag
        else "ved kontrollen, da dette blev besluttet"
    )


def _modtager(grundlag: Paabudsgrundlag, navn: str | None) -> Iterator[tuple[str, str]]:
    yield "CVR-nummer", grundlag.cvr
    if navn:
        yield "Tilbud", navn
    yield "Tilbuddets nummer på Tilbudsportalen", rens(grundlag.tilbudsid, 40)


def _punkt(fund: Sagsfund, nummer: int, grundlag: Paabudsgrundlag) -> Punkt:
    regel = grundlag.regler[fund.regel]
    return Punkt(overskrift=f"{nummer}. {regel.titel}", linjer=tuple(_linjer(fund, regel, grundlag)))


def _linjer(fund: Sagsfund, regel: Regel, grundlag: Paabudsgrundlag) -> Iterator[tuple[str, str]]:
    felt = FELTER.get(regel.felt)
    yield "Felt", felt.etiket if felt else regel.felt
    yield "Gælder", f"afdeling {rens(fund.afdelingsid, 40)}" if fund.afdelingsid else "hele tilbuddet"
    if not grundlag.er_beskyttet and fund.raekke:
        yield "Række", rens(fund.raekke, 120)
    if not _is_hidden(regel.felt, grundlag) and fund.vaerdi:
        yield "Der står", rens(write_vaerdi(regel.felt, fund.vaerdi), 200)
    yield "Kontrollen finder", rens(regel.finder, 2000)
    yield "Hvorfor", rens(regel.hvorfor, 2000)
    yield "Sådan retter I", rens(regel.ret, 2000)
    yield "Retsgrundlag", "; ".join(f"{x.henvisning}: {x.siger}" for x in find_lovkilder(regel, grundlag.dag))


def _is_hidden(felt: str, grundlag: Paabudsgrundlag) -> bool:
    kendt = FELTER.get(felt)
    skjult = explain_hidden(felt, er_beskyttet=grundlag.er_beskyttet, er_personlig=grundlag.er_personlig)
    return grundlag.er_beskyttet or (kendt is not None and kendt.er_personlig) or skjult is not None


def _retsgrundlag(dag: date) -> Iterator[str]:
    for noegle in _HJEMMEL:
        for kilde in load_lovkilder():
            if kilde.noegle == noegle and kilde.gyldig.covers(dag):
                yield f"{kilde.henvisning}: {kilde.siger}."
