"""The last nights as tiles: each says by colour, by pattern and by a sign how its fetch ended."""

from collections import Counter
from collections.abc import Sequence

from reports.visning import antal_af, dato, kort_dato
from reports.web.diagrammer.billede import Billede, Taltabel
from reports.web.diagrammer.laerred import add_tekst, finish, make_laerred
from reports.web.diagrammer.moenstre import Del, Kasse, add_felt, add_moenstre, add_signatur
from warehouse.queries.naetter import Nattelinje, Natteudfald

_BREDDE, _HOEJDE, _TOP, _FELT, _FELTHOEJDE = 720, 118, 40, 24, 44
_DAGE_I_UGE = 7
_NOEGLE = "naetter"
DELE = {
    Natteudfald.GODKENDT: Del("✓ Godkendt", "s-2", "hel"),
    Natteudfald.AFVIST: Del("✕ Afvist", "alvorlig", "skraa"),
    Natteudfald.FEJLET: Del("! Fejlet", "kritisk", "prik"),
    Natteudfald.MANGLER: Del("? Mangler", "tom", "tom"),
    Natteudfald.I_GANG: Del("… I gang", "s-3", "gang"),
}


def draw_naetter(naetter: Sequence[Nattelinje]) -> Billede | None:
    """Draw a tile a night, the oldest first, with the day below each seventh; None when there is none."""
    if not naetter:
        return None
    titel, beskrivelse = f"De seneste {antal_af(len(naetter), 'nat', 'nætter')}", _describe(naetter)
    rod = make_laerred(_NOEGLE, bredde=_BREDDE, hoejde=_HOEJDE, titel=titel, beskrivelse=beskrivelse)
    dele = tuple(DELE.values())
    add_moenstre(rod, _NOEGLE, dele)
    add_signatur(rod, _NOEGLE, dele, x=0, y=6)
    for nummer, nat in enumerate(naetter):
        x = nummer * _FELT
        add_felt(rod, _NOEGLE, DELE[nat.udfald], Kasse(x, _TOP, _FELT - 3, _FELTHOEJDE))
        add_tekst(rod, find_tegn(nat.udfald), "midt", x=x + (_FELT - 3) / 2, y=_TOP + _FELTHOEJDE + 15)
        if (len(naetter) - 1 - nummer) % _DAGE_I_UGE == 0:
            # The last day is written to the left of its end, so that it stays within the drawing.
            ved_kant = nummer * _FELT > _BREDDE - 3 * _FELT
            klasse, hvor = ("akse hoejre", x + _FELT - 3) if ved_kant else ("akse", x)
            add_tekst(rod, kort_dato(nat.dag), klasse, x=hvor, y=_TOP + _FELTHOEJDE + 31)
    return Billede(
        noegle=_NOEGLE,
        svg=finish(rod),
        titel=titel,
        beskrivelse=beskrivelse,
        tabel=Taltabel(
            kolonner=("Dag", "Udfald"),
            raekker=tuple((dato(nat.dag), find_navn(nat.udfald)) for nat in reversed(naetter)),
            tekstkolonner=frozenset({1}),
        ),
    )


def find_navn(udfald: Natteudfald) -> str:
    """Give the word for how a night ended."""
    return DELE[udfald].navn.partition(" ")[2]


def find_tegn(udfald: Natteudfald) -> str:
    """Give the sign for how a night ended."""
    return DELE[udfald].navn.partition(" ")[0]


def _describe(naetter: Sequence[Nattelinje]) -> str:
    antal = Counter(nat.udfald for nat in naetter)
    tal = ", ".join(f"{antal[udfald]} {find_navn(udfald).lower()}" for udfald in DELE if antal[udfald])
    andre = [
        f"{dato(nat.dag)} ({find_navn(nat.udfald).lower()})"
        for nat in naetter
        if nat.udfald is not Natteudfald.GODKENDT
    ]
    resten = f" Ikke godkendt: {', '.join(andre)}." if andre else ""
    return f"Af {antal_af(len(naetter), 'nat', 'nætter')}: {tal}.{resten}"
