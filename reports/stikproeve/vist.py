"""The result's tables as they may be shown: of tilbud everything, of plejefamilier nothing that tells of few.

Of plejefamilier an item is shown in full only when its faults, its faultless and its undecided cases are all many or
none: these three sum to what was drawn, and a share with its interval tells them too.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from domain.stikproeve import FEJLUDFALD, Udfald
from domain.stikproevesvar import UDFALDSNAVNE
from reports.stikproeve.diskretion import SKJULT, UNDER, find_skjulte, is_small
from reports.stikproeve.dokument import Celle, Tabel, pct
from reports.stikproeve.resultat import STRATUM, TEGN, Gruppe, Punktresultat, Resultat, Runde
from sampling.estimat import Andel

_ANDELE = ("Fejlandel", "95 % fra", "95 % til")


class Aabenhed(Enum):
    """How much of a share is shown: all, only whole percents without numbers of cases, or nothing."""

    HEL = "hel"
    AFRUNDET = "afrundet"
    SKJULT = "skjult"


def judge_andel(andel: Andel, *, er_familier: bool) -> Aabenhed:
    """Tell how much of a share may be shown."""
    if not er_familier:
        return Aabenhed.HEL
    if is_small(andel.fejl) or is_small(andel.antal - andel.fejl):
        return Aabenhed.SKJULT
    return Aabenhed.AFRUNDET if is_small(andel.uafgjort) else Aabenhed.HEL


def show_oversigt(resultat: Resultat) -> Tabel:
    """Show every item with its share of faults."""
    return Tabel(
        navn="Fejlandel",
        titel="Fejlandel for hvert punkt, vægtet til hele registeret",
        kolonner=("Punkt", "Afgjorte sager", "Fejl", *_ANDELE, "Kunne ikke afgøres", "Hvis rigtige", "Hvis fejl"),
        raekker=tuple(_oversigtslinje(resultat, punkt) for punkt in resultat.punkter),
    )


def _oversigtslinje(resultat: Resultat, punkt: Punktresultat) -> tuple[Celle, ...]:
    andel = punkt.i_alt
    aabenhed = _judge(resultat, punkt)
    yderst = (pct(andel.hvis_uafgjorte_rigtige), pct(andel.hvis_uafgjorte_fejl))
    if aabenhed is Aabenhed.HEL:
        return (punkt.etiket, andel.antal, andel.fejl, *_write_andel(andel, aabenhed), andel.uafgjort, *yderst)
    antal = (_hide(andel.antal), _hide(andel.fejl))
    return (punkt.etiket, *antal, *_write_andel(andel, aabenhed), _hide(andel.uafgjort), SKJULT, SKJULT)


def _write_andel(andel: Andel, aabenhed: Aabenhed) -> tuple[Celle, ...]:
    tal = (andel.andel, andel.nedre, andel.oevre)
    if aabenhed is Aabenhed.HEL:
        return tuple(pct(et) for et in tal)
    if aabenhed is Aabenhed.SKJULT:
        return (SKJULT,) * 3
    return tuple(None if et is None else f"ca. {100 * et:.0f} %" for et in tal)


def show_udfald(resultat: Resultat) -> Tabel:
    """Show how many of each outcome."""
    return Tabel(
        navn="Udfald",
        titel="Udfald, talt op (ikke vægtet)",
        kolonner=("Punkt", *UDFALDSNAVNE.values(), "Ikke vurderet endnu"),
        raekker=tuple(_udfaldslinje(resultat, punkt) for punkt in resultat.punkter),
    )


def _udfaldslinje(resultat: Resultat, punkt: Punktresultat) -> tuple[Celle, ...]:
    antal = {udfald.value: punkt.udfald.get(udfald, 0) for udfald in UDFALDSNAVNE}
    if _judge(resultat, punkt) is not Aabenhed.HEL:
        return (punkt.etiket, *map(_hide, antal.values()), punkt.mangler)
    fejl = {navn: (tal,) for navn, tal in antal.items() if Udfald(navn) in FEJLUDFALD}
    return (punkt.etiket, *_write_row(antal, find_skjulte(fejl) if resultat.er_familier else ()), punkt.mangler)


def show_opfoelgning(resultat: Resultat) -> Tabel:
    """Show what was corrected and what the law's means were used for."""
    return Tabel(
        navn="Opfølgning",
        titel="Hvad der skete med fejlene",
        kolonner=("Punkt", "Rettet inden fristen", "Rettet senere", "Ikke rettet", "Påbud", "Markeringer"),
        raekker=tuple(_opfoelgningslinje(resultat, punkt) for punkt in resultat.punkter),
    )


def _opfoelgningslinje(resultat: Resultat, punkt: Punktresultat) -> tuple[Celle, ...]:
    o = punkt.opfoelgning
    rettelser = {"i_tide": o.i_tide, "for_sent": o.for_sent, "ikke": o.ikke_rettet}
    sanktioner = {"paabud": o.paabud, "markering": o.markering}
    if _judge(resultat, punkt) is not Aabenhed.HEL:
        return (punkt.etiket, *map(_hide, (rettelser | sanktioner).values()))
    if not resultat.er_familier:
        return (punkt.etiket, *rettelser.values(), *sanktioner.values())
    skjulte = find_skjulte({navn: (tal,) for navn, tal in rettelser.items()})
    uden = {"uden": (punkt.i_alt.fejl - o.paabud - o.markering,)}
    skjulte |= find_skjulte({navn: (tal,) for navn, tal in sanktioner.items()} | uden)
    return (punkt.etiket, *_write_row(rettelser | sanktioner, skjulte))


def show_grupper(resultat: Resultat, punkt: Punktresultat) -> tuple[Tabel, ...]:
    """Show the shares of one item by each characteristic; of plejefamilier not by stratum."""
    tegn = [x for x in TEGN if not (resultat.er_familier and x == STRATUM)]
    tabeller = ((x, [gruppe for gruppe in punkt.grupper if gruppe.tegn == x]) for x in tegn)
    return tuple(_show_tegn(resultat, punkt, x, grupper) for x, grupper in tabeller if grupper)


def _show_tegn(resultat: Resultat, punkt: Punktresultat, tegn: str, grupper: Sequence[Gruppe]) -> Tabel:
    skjulte = _find_skjulte_grupper(resultat, punkt, grupper)
    register = () if resultat.er_familier else ("I registeret",)
    return Tabel(
        navn=f"{punkt.etiket}, {TEGN[tegn].lower()}",
        titel=f"{punkt.etiket}: fejlandel efter {TEGN[tegn].lower()}",
        kolonner=(TEGN[tegn], *register, "Afgjorte sager", "Fejl", *_ANDELE),
        raekker=tuple(
            _gruppelinje(gruppe, er_familier=resultat.er_familier, skjult=gruppe.navn in skjulte) for gruppe in grupper
        ),
    )


def _find_skjulte_grupper(resultat: Resultat, punkt: Punktresultat, grupper: Sequence[Gruppe]) -> frozenset[str]:
    if not resultat.er_familier:
        return frozenset()
    if _judge(resultat, punkt) is not Aabenhed.HEL:
        return frozenset(gruppe.navn for gruppe in grupper)
    andele = {gruppe.navn: gruppe.andel for gruppe in grupper}
    return find_skjulte({navn: (x.fejl, x.antal - x.fejl, x.uafgjort) for navn, x in andele.items()})


def _gruppelinje(gruppe: Gruppe, *, er_familier: bool, skjult: bool) -> tuple[Celle, ...]:
    andel = gruppe.andel
    register = () if er_familier else (andel.population + andel.ikke_daekket,)
    if skjult:
        return (gruppe.navn, *register, *(SKJULT,) * 5)
    return (gruppe.navn, *register, andel.antal, andel.fejl, *_write_andel(andel, Aabenhed.HEL))


def show_runder(resultat: Resultat) -> Tabel | None:
    """Show earlier controls of the same items; None when there are none."""
    linjer = tuple(_rundelinje(resultat, punkt, runde) for punkt in resultat.punkter for runde in punkt.tidligere)
    if not linjer:
        return None
    return Tabel(
        navn="Tidligere runder",
        titel="Samme punkt i tidligere kontroller",
        kolonner=("Punkt", "Kontrol", "Udvikling siden", "Afgjorte sager", *_ANDELE, "Ændring", "Fra", "Til"),
        raekker=linjer,
        tekstkolonner=2,
    )


def _rundelinje(resultat: Resultat, punkt: Punktresultat, runde: Runde) -> tuple[Celle, ...]:
    foer = judge_andel(runde.andel, er_familier=resultat.er_familier)
    antal = runde.andel.antal if foer is Aabenhed.HEL else SKJULT
    hele = foer is Aabenhed.HEL and _judge(resultat, punkt) is Aabenhed.HEL
    forskel = _write_forskel(runde) if hele else (SKJULT,) * 3
    tekst = _tell_forskel(runde) if hele else SKJULT
    return (punkt.etiket, runde.nummer, tekst, antal, *_write_andel(runde.andel, foer), *forskel)


def _write_forskel(runde: Runde) -> tuple[Celle, ...]:
    f = runde.forskel
    return (None,) * 3 if f is None else (pct(f.forskel), pct(f.nedre), pct(f.oevre))


def _tell_forskel(runde: Runde) -> str:
    if runde.forskel is None:
        return "kan ikke regnes"
    if not runde.forskel.er_sikker:
        return "ingen sikker ændring"
    return "flere fejl" if runde.forskel.forskel > 0 else "færre fejl"


def _judge(resultat: Resultat, punkt: Punktresultat) -> Aabenhed:
    return judge_andel(punkt.i_alt, er_familier=resultat.er_familier)


def _write_row(antal: Mapping[str, int], skjulte: Iterable[str]) -> tuple[Celle, ...]:
    return tuple(_hide(tal) if navn in set(skjulte) else tal for navn, tal in antal.items())


def _hide(antal: int) -> Celle:
    if not antal:
        return 0
    return UNDER if is_small(antal) else SKJULT
