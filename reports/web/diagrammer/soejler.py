"""Bars side by side, each of parts laid end to end."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reports.visning import tal
from reports.web.diagrammer.billede import Billede, Taltabel
from reports.web.diagrammer.laerred import add_tekst, finish, make_laerred
from reports.web.diagrammer.moenstre import ALVOR, Del, Kasse, add_felt, add_moenstre, add_signatur

_BREDDE, _VENSTRE, _HOEJRE, _LINJE, _TOP = 720, 190, 640, 34, 34


@dataclass(frozen=True)
class Soejle:
    """A bar: its name, and how many of each part."""

    navn: str
    antal: tuple[int, ...]


def draw_soejler(
    soejler: Sequence[Soejle], *, noegle: str, titel: str, hvad: str, dele: tuple[Del, ...] = ALVOR
) -> Billede:
    """Draw counts as bars, one a line, in the order given; `hvad` heads the column of names.

    Raises:
        ValueError: there is no bar, or one has not as many counts as there are parts.
    """
    if not soejler or any(len(soejle.antal) != len(dele) for soejle in soejler):
        raise ValueError("bars need a count for each part")
    beskrivelse = _describe(soejler, dele)
    hoejde = _TOP + _LINJE * len(soejler)
    rod = make_laerred(noegle, bredde=_BREDDE, hoejde=hoejde, titel=titel, beskrivelse=beskrivelse)
    add_moenstre(rod, noegle, dele)
    add_signatur(rod, noegle, dele, x=_VENSTRE, y=4)
    enhed = (_HOEJRE - _VENSTRE) / (max(sum(soejle.antal) for soejle in soejler) or 1)
    for nummer, soejle in enumerate(soejler):
        _add_soejle(rod, noegle, soejle, dele, y=_TOP + nummer * _LINJE, enhed=enhed)
    return Billede(
        noegle=noegle,
        svg=finish(rod),
        titel=titel,
        beskrivelse=beskrivelse,
        tabel=Taltabel(
            kolonner=(hvad, *(del_.navn for del_ in dele), "I alt"),
            raekker=tuple((s.navn, *map(tal, s.antal), tal(sum(s.antal))) for s in soejler),
        ),
    )


def _add_soejle(rod: Element, noegle: str, soejle: Soejle, dele: tuple[Del, ...], *, y: float, enhed: float) -> None:
    add_tekst(rod, soejle.navn, "hoejre", x=_VENSTRE - 10, y=y + 18)
    x = float(_VENSTRE)
    for del_, antal in zip(dele, soejle.antal, strict=True):
        if antal:
            add_felt(rod, noegle, del_, Kasse(x, y + 2, antal * enhed, _LINJE - 12))
            x += antal * enhed
    add_tekst(rod, tal(sum(soejle.antal)), "staerk", x=x + 8, y=y + 18)


def _describe(soejler: Sequence[Soejle], dele: tuple[Del, ...]) -> str:
    flest = max(soejler, key=lambda soejle: sum(soejle.antal))
    faerrest = min(soejler, key=lambda soejle: sum(soejle.antal))
    i_alt = ", ".join(
        f"{del_.navn.lower()} {tal(sum(soejle.antal[nummer] for soejle in soejler))}"
        for nummer, del_ in enumerate(dele)
    )
    return (
        f"Flest har {flest.navn} ({tal(sum(flest.antal))}), færrest {faerrest.navn} ({tal(sum(faerrest.antal))})."
        f" Tilsammen: {i_alt}."
    )
