"""The catalogue of rules as Markdown, made from the rules themselves: an index and a page a rule."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from domain.felter import FELTER
from domain.regel import Regel
from expectations.katalogside import render_regel
from expectations.ord import FORMAAL, MODTAGER, OMRAADE, TIL_OG_FRA
from expectations.registry import load_regler
from expectations.tabel import make_table

_SIDE = re.compile(r"[A-Z]+-\d{3}\.md")


def write_catalogue(mappe: Path) -> int:
    """Write the catalogue to a folder, made if it is not there; pages of rules that are gone are removed.

    Gives the number of rules. Raises OSError when the folder cannot be written.
    """
    sider = render_catalogue(load_regler())
    mappe.mkdir(parents=True, exist_ok=True)
    for navn, indhold in sider.items():
        (mappe / navn).write_text(indhold, encoding="utf-8")
    for fil in mappe.iterdir():
        if _SIDE.fullmatch(fil.name) and fil.name not in sider:
            fil.unlink()
    return len(sider) - 1


def render_catalogue(regler: Iterable[Regel]) -> Mapping[str, str]:
    """Give every page of the catalogue by its file name."""
    liste = sorted(regler, key=lambda regel: regel.id)
    return {"index.md": _render_index(liste)} | {f"{regel.id}.md": render_regel(regel) for regel in liste}


def _render_index(regler: list[Regel]) -> str:
    dele = [
        "# Regler",
        "Lavet af reglerne selv med `./tjek regler --skriv docs/regler`; ret i reglens fil, ikke her. Hvordan en regel "
        "skrives, står i [regelformat](../regelformat.md).",
        f"{len(regler)} regler, heraf {sum(regel.aktiv for regel in regler)} slået til.",
    ]
    for omraade, egne in groupby(regler, key=lambda regel: regel.omraade):
        dele += [f"## {OMRAADE.get(omraade, omraade)}", make_table(_HOVED, [_row(regel) for regel in egne])]
    return "\n\n".join(dele) + "\n"


_HOVED = ("Regel", "Finder", "Felt", "Alvor", "Formål", "Får besked", "Lovkilder", "Slået")


def _row(regel: Regel) -> tuple[str, ...]:
    return (
        f"[{regel.id}]({regel.id}.md)",
        regel.titel,
        FELTER[regel.felt].etiket,
        regel.alvor.value,
        FORMAAL[regel.formaal],
        ", ".join(MODTAGER[modtager] for modtager in MODTAGER if modtager in regel.modtagere),
        ", ".join(regel.lovkilder),
        TIL_OG_FRA[regel.aktiv],
    )
