"""A time line: what was open from when to when, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from reports.visning import antal_af, dato, kort_dato
from reports.web.diagrammer.billede import Billede, Taltabel
from reports.web.diagrammer.laerred import add, add_lodrette, add_tekst, finish, make_laerred
from reports.web.diagrammer.moenstre import ALVOR, Del, Kasse, add_felt, add_moenstre, add_signatur
from reports.web.diagrammer.skala import Skala, list_maaneder

_BREDDE, _VENSTRE, _HOEJRE, _LINJE, _TOP = 720, 130, 700, 24, 34
_MINDST = 5
_MAERKEHOEJDE = 18
STOERST = 30


@dataclass(frozen=True, kw_only=True)
class Forloeb:
    """A finding's life: `navn` is the rule's id, `hvad` a few words; `til` is None while it is open."""

    navn: str
    hvad: str
    alvor: str
    fra: date
    til: date | None = None


@dataclass(frozen=True)
class Maerke:
    """A day something happened, and one word for it."""

    dag: date
    ord: str


def draw_tidslinje(
    forloeb: Sequence[Forloeb], *, noegle: str, titel: str, dag: date, maerker: Sequence[Maerke] = ()
) -> Billede:
    """Draw at most 30 findings, those still open first, up to `dag`; the table holds them all.

    `maerker` are drawn as dashed lines across, those that lie within the days that are shown.

    Raises:
        ValueError: there is no finding, or a grade that is not known.
    """
    if not forloeb:
        raise ValueError("a time line needs a finding")
    sorteret = sorted(forloeb, key=lambda f: (f.til is not None, -(f.til or dag).toordinal(), f.fra, f.navn))
    viste = sorteret[:STOERST]
    beskrivelse = _describe(sorteret, len(viste))
    bund = _TOP + _LINJE * len(viste)
    rod = make_laerred(
        noegle, bredde=_BREDDE, hoejde=bund + 26 + _MAERKEHOEJDE * bool(maerker), titel=titel, beskrivelse=beskrivelse
    )
    x = Skala(min(f.fra for f in viste).toordinal(), max(dag.toordinal(), 1), _VENSTRE, _HOEJRE)
    add_moenstre(rod, noegle, ALVOR)
    add_signatur(rod, noegle, ALVOR, x=_VENSTRE, y=4)
    _add_tid(rod, x, bund)
    _add_maerker(rod, maerker, x, bund)
    for nummer, f in enumerate(viste):
        _add_forloeb(rod, noegle, f, x, y=_TOP + nummer * _LINJE)
    return Billede(noegle=noegle, svg=finish(rod), titel=titel, beskrivelse=beskrivelse, tabel=_make_tabel(sorteret))


def _add_tid(rod: Element, x: Skala, bund: float) -> None:
    fra, til = date.fromordinal(int(x.lav)), date.fromordinal(int(x.hoej))
    maaneder = list_maaneder(fra, til)
    mange = len(maaneder) > 1
    dage = maaneder if mange else [(dag, kort_dato(dag)) for dag in dict.fromkeys((fra, til))]
    add_lodrette(rod, [x.sted(dag.toordinal()) for dag, _ in dage], top=_TOP - 4, bund=bund)
    for dag, navn in dage:
        klasse = "akse midt" if mange or dag == fra else "akse hoejre"
        add_tekst(rod, navn, klasse, x=x.sted(dag.toordinal()), y=bund + 18)


def _add_maerker(rod: Element, maerker: Sequence[Maerke], x: Skala, bund: float) -> None:
    """Add the lines, and the word of each that the one before leaves room for."""
    optaget = float("-inf")
    for maerke in sorted(maerker, key=lambda m: m.dag):
        if not x.lav <= maerke.dag.toordinal() <= x.hoej:
            continue
        sted = x.sted(maerke.dag.toordinal())
        add(rod, "line", "maerke", x1=sted, x2=sted, y1=_TOP - 4, y2=bund)
        if sted > optaget:
            add_tekst(rod, maerke.ord, "note midt", x=sted, y=bund + 36)
            optaget = sted + 7 * len(maerke.ord) + 8


def _add_forloeb(rod: Element, noegle: str, f: Forloeb, x: Skala, *, y: float) -> None:
    fra = x.sted(f.fra.toordinal())
    til = _HOEJRE if f.til is None else x.sted(f.til.toordinal())
    add_tekst(rod, f.navn, "hoejre", x=_VENSTRE - 10, y=y + 14)
    kasse = Kasse(fra, y + 3, max(til - fra, _MINDST), _LINJE - 8)
    add_felt(rod, noegle, _find_del(f.alvor), kasse)


def _find_del(alvor: str) -> Del:
    fundet = next((del_ for del_ in ALVOR if del_.klasse == alvor), None)
    if fundet is None:
        raise ValueError(f"{alvor} is no grade")
    return fundet


def _make_tabel(forloeb: Sequence[Forloeb]) -> Taltabel:
    return Taltabel(
        kolonner=("Regel", "Hvad", "Alvor", "Først set", "Lukket"),
        tekstkolonner=frozenset({1, 2, 3, 4}),
        raekker=tuple(
            (f.navn, f.hvad, f.alvor.capitalize(), kort_dato(f.fra), kort_dato(f.til) or "åben") for f in forloeb
        ),
    )


def _describe(forloeb: Sequence[Forloeb], viste: int) -> str:
    aabne = sum(f.til is None for f in forloeb)
    aeldst = min(forloeb, key=lambda f: f.fra)
    rest = f" Tegningen viser {viste} af dem." if viste < len(forloeb) else ""
    return (
        f"{antal_af(len(forloeb), 'afvigelse', 'afvigelser')}: {aabne} åbne og {len(forloeb) - aabne} lukkede."
        f" Den ældste er {aeldst.navn} fra {dato(aeldst.fra)}.{rest}"
    )
