"""The thanks at the top of a mail: what was mended since the last one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.felter import FELTER
from reports.mail.indhold import Brevgrundlag, Rettelse, Tilbudsdel, Trin
from reports.mail.punkt import write_afdeling, write_tilbud
from reports.visning import antal_af

_FLEST = 10


@dataclass(frozen=True, kw_only=True)
class Tak:
    """A sentence of thanks and what it is for, field by field; `rest` counts what there is no room for."""

    tekst: str
    felter: tuple[str, ...]
    rest: str | None


def make_tak(grundlag: Brevgrundlag) -> Tak | None:
    """Thank for what was mended; None when nothing was."""
    rettet = sum(len(del_.rettet) for del_ in grundlag.dele)
    if not rettet:
        return None
    felter = list(_list_felter(grundlag.dele))
    over = len(felter) - _FLEST
    return Tak(
        tekst=_write_tekst(grundlag.trin, antal_af(rettet, "oplysning", "oplysninger")),
        felter=tuple(felter[:_FLEST]),
        rest=f"og {antal_af(over, 'felt', 'felter')} til." if over > 0 else None,
    )


def _write_tekst(trin: Trin, oplysninger: str) -> str:
    if trin is Trin.TAK:
        return f"Tak for hjælpen! I har rettet {oplysninger}:"
    return f"Tak, fordi I har rettet {oplysninger} siden sidste mail:"


def _list_felter(dele: Sequence[Tilbudsdel]) -> Iterator[str]:
    antal = Counter(_write_sted(del_, en, er_flere=len(dele) > 1) for del_ in dele for en in del_.rettet)
    for sted, gange in antal.items():
        yield sted if gange == 1 else f"{sted}, {gange} steder"


def _write_sted(del_: Tilbudsdel, en: Rettelse, *, er_flere: bool) -> str:
    etiket = FELTER[en.regel.felt].etiket
    if er_flere:
        return f"{etiket}: {write_tilbud(del_)}"
    return etiket if en.afdelingsid is None else f"{etiket}: {write_afdeling(del_, en.afdelingsid)}"
