"""The nøgletal sheet held against what the budget gives; only what the sheet shows is judged."""

from collections.abc import Iterator

from crawler.files.budgetskema.ark import Ark, Slags
from crawler.files.budgetskema.fejl import make_fejl, write_tal
from crawler.files.budgetskema.graenser import find_graense
from crawler.files.budgetskema.kort import Noegletalsfelt, Version, name_celle
from crawler.files.budgetskema.tal import read_tal
from domain.noegletal import KILDER, compute_noegletal
from domain.skema import Fejlart, Post, Skema, Skemafejl
from domain.tekst import fold

_KOLONNER = range(1, 9)


def check_noegletal(
    ark: Ark, version: Version, skema: Skema, *, ukendte: frozenset[Post], aar: int
) -> Iterator[Skemafejl]:
    """Yield a fault for each nøgletal that the sheet gives and that the budget's posts do not."""
    navn = version.ark["noegletal"]
    udregnet = compute_noegletal(skema)
    for felt, sted in _find_felter(ark, version.noegletal):
        laest = read_tal(ark, navn, *sted)
        ventet = udregnet[felt.felt]
        if laest.fejl is not None:
            yield laest.fejl
        if laest.tal is None or ventet is None or ukendte & KILDER[felt.felt]:
            continue
        if not _is_equal(felt, laest.tal, ventet, aar):
            vaerdi, giver = (_write(felt, tal) for tal in (laest.tal, ventet))
            felter = {"litra": felt.litra, "vaerdi": vaerdi, "udregnet": f"{giver.rstrip('.')}."}
            yield make_fejl(Fejlart.NOEGLETAL, ark=navn, celle=name_celle(*sted), **felter)


def _find_felter(ark: Ark, felter: tuple[Noegletalsfelt, ...]) -> Iterator[tuple[Noegletalsfelt, tuple[int, int]]]:
    """Yield each nøgletal of the sheet with the cell of its number: the first after its letter or caption."""
    tekster = {(raekke, kolonne): fold(tekst) for kolonne in (1, 2, 3) for raekke, tekst in ark.list_tekster(kolonne)}
    for felt in felter:
        sted = next((x for x, tekst in tekster.items() if tekst == felt.litra or tekst in felt.tekster), None)
        celle = None if sted is None else _find_tal(ark, *sted)
        if celle is not None:
            yield felt, celle


def _find_tal(ark: Ark, raekke: int, kolonne: int) -> tuple[int, int] | None:
    for naeste in range(kolonne + 1, max(_KOLONNER) + 1):
        celle = ark.find(raekke, naeste)
        if celle is not None and celle.slags is not Slags.TEKST:
            return raekke, naeste
    return None


def _is_equal(felt: Noegletalsfelt, staar: float, ventet: float, aar: int) -> bool:
    """Hold two numbers together; a percentage may be kept as a fraction shown as percent."""
    if felt.felt.endswith("_kr"):
        return abs(staar - ventet) <= find_graense("skema_sum_kr", aar)
    graense = find_graense("skema_noegletal_pct", aar)
    return any(abs(tal - ventet) <= graense for tal in (staar, 100 * staar))


def _write(felt: Noegletalsfelt, tal: float) -> str:
    return f"{write_tal(tal)} {'kr.' if felt.felt.endswith('_kr') else '%'}"
