"""One rule's page of the catalogue: what a tilbud is told, by which law, and the SQL and examples behind it."""

from collections.abc import Iterable
from textwrap import dedent
from typing import Any

from domain.felter import FELTER
from domain.reference import Lovkilde, load_lovkilder
from domain.regel import Eksempel, Regel
from expectations.ord import FORMAAL, MODTAGER, SIKKERHED, TIL_OG_FRA
from expectations.tabel import make_table


def render_regel(regel: Regel) -> str:
    """Give a rule's page."""
    dele = [
        f"# {regel.id}: {regel.titel}",
        _facts(regel),
        f"## Hvad reglen finder\n\n{regel.finder}",
        f"## Hvorfor det er forkert\n\n{regel.hvorfor}",
        f"## Sådan rettes det\n\n{regel.ret}",
    ]
    if regel.note:
        dele.append(f"## Bemærk\n\n{regel.note}")
    dele += [
        f"## Lovkilder\n\n{_sources(regel)}",
        f"## SQL\n\n```sql\n{dedent(regel.sql).strip()}\n```",
        f"## Eksempler, der bryder reglen\n\n{_examples(regel.bryder)}",
        f"## Eksempler, der holder reglen\n\n{_examples(regel.holder)}",
    ]
    return "\n\n".join(dele) + "\n"


def _facts(regel: Regel) -> str:
    modtagere = ", ".join(navn for modtager, navn in MODTAGER.items() if modtager in regel.modtagere)
    return make_table(
        ("", ""),
        [
            ("Alvor", regel.alvor.value),
            ("Taler om", f"{regel.entitet.value}, feltet »{FELTER[regel.felt].etiket}«"),
            ("Formål (serviceloven § 14 stk. 4)", FORMAAL[regel.formaal]),
            ("Får besked", modtagere),
            ("Sikkerhed", SIKKERHED[regel.sikkerhed]),
            ("Slået", TIL_OG_FRA[regel.aktiv]),
        ],
    )


def _sources(regel: Regel) -> str:
    egne = sorted(
        (kilde for kilde in load_lovkilder() if kilde.noegle in regel.lovkilder),
        key=lambda kilde: (regel.lovkilder.index(kilde.noegle), kilde.gyldig.fra),
    )
    hoved = ("Nøgle", "Henvisning", "Siger", "Gælder fra", "til", "Sikkerhed", "Kilde")
    return make_table(hoved, [_source(kilde) for kilde in egne])


def _source(kilde: Lovkilde) -> tuple[str, ...]:
    til = kilde.gyldig.til.isoformat() if kilde.gyldig.til else ""
    return (
        kilde.noegle,
        kilde.henvisning,
        kilde.siger,
        kilde.gyldig.fra.isoformat(),
        til,
        kilde.sikkerhed,
        kilde.kilde,
    )


def _examples(eksempler: Iterable[Eksempel]) -> str:
    return "\n\n".join(_example(eksempel) for eksempel in eksempler)


def _example(eksempel: Eksempel) -> str:
    noegler = {"tilbudsid": "1001", "afdelingsid": "1"}
    afdelinger = [{**noegler, **aendringer} for aendringer in eksempel.afdelinger]
    kolonner = list(dict.fromkeys(navn for afdeling in afdelinger for navn in afdeling))
    raekker = [[_cell(afdeling, navn) for navn in kolonner] for afdeling in afdelinger]
    return f"**{eksempel.navn}** (bedømt {eksempel.dato.isoformat()}{_outcome(eksempel)})\n\n" + make_table(
        kolonner, raekker
    )


def _outcome(eksempel: Eksempel) -> str:
    tekst = ""
    if eksempel.savnet:
        tekst += f"; ikke set den nat: {_keys(eksempel.savnet)}"
    if eksempel.fund:
        tekst += f"; fund: {_keys(eksempel.fund)}"
    return tekst


def _keys(noegler: Iterable[tuple[str, str | None]]) -> str:
    return ", ".join(tilbud if afdeling is None else f"{tilbud}/{afdeling}" for tilbud, afdeling in noegler)


def _cell(afdeling: dict[str, Any], navn: str) -> str:
    if navn not in afdeling:
        return "(som fejlfri)"
    match afdeling[navn]:
        case bool() as svar:
            return "ja" if svar else "nej"
        case tuple() as led if led:
            return "; ".join(led)
        case dict() as pladser if pladser:
            return "; ".join(f"{paragraf}: {'–' if tal is None else tal}" for paragraf, tal in pladser.items())
        case str() | int() as value:
            return str(value)
        case _:
            return "(tom)"
