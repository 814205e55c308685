"""One rule's page of the catalogue: what a tilbud is told, by which law, and the SQL and examples behind it."""

from textwrap import dedent

from domain.felter import FELTER
from domain.reference import Lovkilde, load_lovkilder
from domain.regel import Regel
from expectations.katalogeksempel import render_eksempler
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
        f"## Eksempler, der bryder reglen\n\n{render_eksempler(regel.bryder)}",
        f"## Eksempler, der holder reglen\n\n{render_eksempler(regel.holder)}",
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
