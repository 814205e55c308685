"""The budget season: budgets received and approved week by week, beside how many are owed, and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from reports.visning import dato, kort_dato, tal
from reports.web.diagrammer.billede import Billede, Taltabel
from reports.web.diagrammer.laerred import add, add_tekst, finish, make_laerred
from reports.web.diagrammer.moenstre import Del, Kasse, add_felt, add_moenstre, add_signatur
from reports.web.diagrammer.skala import Skala, list_maaneder, make_trin

_BREDDE, _HOEJDE, _VENSTRE, _HOEJRE, _TOP, _BUND = 720, 280, 62, 700, 44, 240
DELE = (Del("Modtaget", "s-2", "hel"), Del("Godkendt", "alvorlig", "skraa"))


@dataclass(frozen=True, kw_only=True)
class Uge:
    """How many were received and approved in all by a day."""

    dag: date
    modtagne: int
    godkendte: int


@dataclass(frozen=True)
class Frist:
    """A day by law, and what is due by it."""

    dag: date
    navn: str


def draw_kalender(
    uger: Sequence[Uge], *, noegle: str, titel: str, skylder: int, frister: Sequence[Frist] = ()
) -> Billede:
    """Draw two bars a week, a line at the number owed, and a dashed line at each time limit within the season.

    Raises:
        ValueError: there is no week.
    """
    if not uger:
        raise ValueError("a season needs a week")
    beskrivelse = _describe(uger, skylder, frister)
    rod = make_laerred(noegle, bredde=_BREDDE, hoejde=_HOEJDE, titel=titel, beskrivelse=beskrivelse)
    trin = make_trin(0, max(skylder, *(max(uge.modtagne, uge.godkendte) for uge in uger), 1))
    y = Skala(0, trin[-1], _BUND, _TOP)
    bredde = (_HOEJRE - _VENSTRE) / len(uger)
    foerste = uger[0].dag.toordinal()
    x = Skala(foerste, max(uger[-1].dag.toordinal(), foerste + 1), _VENSTRE, _HOEJRE - bredde)
    add_moenstre(rod, noegle, DELE)
    add_signatur(rod, noegle, DELE, x=_VENSTRE, y=4)
    _add_net(rod, trin, y, skylder)
    for uge in uger:
        _add_uge(rod, noegle, uge, y, x=x.sted(uge.dag.toordinal()), bredde=bredde)
    _add_dage(rod, uger, x, frister)
    return Billede(
        noegle=noegle,
        svg=finish(rod),
        titel=titel,
        beskrivelse=beskrivelse,
        tabel=Taltabel(
            kolonner=("Dag", "Modtaget i alt", "Godkendt i alt"),
            raekker=tuple((kort_dato(uge.dag), tal(uge.modtagne), tal(uge.godkendte)) for uge in uger),
        ),
    )


def _add_net(rod: Element, trin: Sequence[float], y: Skala, skylder: int) -> None:
    for value in trin:
        add(rod, "line", "net", x1=_VENSTRE, x2=_HOEJRE, y1=y.sted(value), y2=y.sted(value))
        add_tekst(rod, tal(round(value)), "akse hoejre", x=_VENSTRE - 8, y=y.sted(value) + 4)
    add(rod, "line", "maerke", x1=_VENSTRE, x2=_HOEJRE, y1=y.sted(skylder), y2=y.sted(skylder))
    add_tekst(rod, f"skal indsende: {tal(skylder)}", "note hoejre", x=_HOEJRE, y=y.sted(skylder) - 5)


def _add_uge(rod: Element, noegle: str, uge: Uge, y: Skala, *, x: float, bredde: float) -> None:
    for nummer, (del_, antal) in enumerate(zip(DELE, (uge.modtagne, uge.godkendte), strict=True)):
        if antal:
            top = y.sted(antal)
            halv = bredde * 0.4
            add_felt(rod, noegle, del_, Kasse(x + nummer * halv, top, halv, _BUND - top))


def _add_dage(rod: Element, uger: Sequence[Uge], x: Skala, frister: Sequence[Frist]) -> None:
    maaneder = list_maaneder(uger[0].dag, uger[-1].dag) or ((uger[0].dag, kort_dato(uger[0].dag)),)
    for dag, navn in maaneder:
        add_tekst(rod, navn, "akse", x=x.sted(dag.toordinal()), y=_BUND + 20)
    for frist in frister:
        if uger[0].dag <= frist.dag <= uger[-1].dag:
            sted = x.sted(frist.dag.toordinal())
            add(rod, "line", "maerke", x1=sted, x2=sted, y1=_TOP - 14, y2=_BUND)
            add_tekst(rod, frist.navn, "note", x=sted + 4, y=_TOP - 6)


def _describe(uger: Sequence[Uge], skylder: int, frister: Sequence[Frist]) -> str:
    sidste = uger[-1]
    dage = "".join(f" {frist.navn}: {dato(frist.dag)}." for frist in frister)
    return (
        f"Den {dato(sidste.dag)} var {tal(sidste.modtagne)} af {tal(skylder)} budgetter modtaget"
        f" og {tal(sidste.godkendte)} godkendt.{dage}"
    )
