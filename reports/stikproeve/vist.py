"""The result's tables as they may be shown: of tilbud everything, of plejefamilier nothing that tells of few."""

from collections.abc import Iterable, Mapping, Sequence

from domain.stikproeve import FEJLUDFALD, Udfald
from domain.stikproevesvar import UDFALDSNAVNE
from reports.stikproeve.diskretion import SKJULT, UNDER, find_skjulte, is_small
from reports.stikproeve.dokument import Celle, Pct, Tabel, pct
from reports.stikproeve.resultat import STRATUM, TEGN, Gruppe, Punktresultat, Resultat, Runde
from sampling.estimat import Andel

_FEJL, _RIGTIG = "fejl", "rigtig"
_ANDELE = ("Fejlandel", "95 % fra", "95 % til")


def is_hidden(andel: Andel, *, er_familier: bool) -> bool:
    """Tell whether a share stands on so few faults, or so few without one, that it is not shown."""
    return er_familier and any(is_small(antal) for antal in (andel.fejl, andel.antal - andel.fejl))


def show_oversigt(resultat: Resultat) -> Tabel:
    """Show every item with its share of faults."""
    return Tabel(
        navn="Fejlandel",
        titel="Fejlandel for hvert punkt, vægtet til hele registeret",
        kolonner=("Punkt", "Afgjorte sager", "Fejl", *_ANDELE, "Kunne ikke afgøres", "Hvis rigtige", "Hvis fejl"),
        raekker=tuple(_oversigtslinje(punkt, er_familier=resultat.er_familier) for punkt in resultat.punkter),
    )


def _oversigtslinje(punkt: Punktresultat, *, er_familier: bool) -> tuple[Celle, ...]:
    andel = punkt.i_alt
    skjult = is_hidden(andel, er_familier=er_familier)
    faa = er_familier and is_small(andel.uafgjort)
    yderst = (SKJULT, SKJULT) if skjult or faa else (pct(andel.hvis_uafgjorte_rigtige), pct(andel.hvis_uafgjorte_fejl))
    afgjorte = SKJULT if faa else andel.antal
    return (punkt.etiket, afgjorte, *_share(andel, skjult=skjult), UNDER if faa else andel.uafgjort, *yderst)


def _share(andel: Andel, *, skjult: bool) -> tuple[Celle, ...]:
    if skjult:
        return (UNDER if is_small(andel.fejl) else SKJULT, SKJULT, SKJULT, SKJULT)
    return (andel.fejl, pct(andel.andel), pct(andel.nedre), pct(andel.oevre))


def show_udfald(resultat: Resultat) -> Tabel:
    """Show how many of each outcome."""
    return Tabel(
        navn="Udfald",
        titel="Udfald, talt op (ikke vægtet)",
        kolonner=("Punkt", *UDFALDSNAVNE.values(), "Ikke vurderet endnu"),
        raekker=tuple(_udfaldslinje(punkt, er_familier=resultat.er_familier) for punkt in resultat.punkter),
    )


def _udfaldslinje(punkt: Punktresultat, *, er_familier: bool) -> tuple[Celle, ...]:
    skjulte = find_skjulte_udfald(punkt.udfald) if er_familier else frozenset()
    tal = (_write(punkt.udfald.get(udfald, 0), skjult=udfald in skjulte) for udfald in UDFALDSNAVNE)
    return (punkt.etiket, *tal, punkt.mangler)


def find_skjulte_udfald(antal: Mapping[Udfald, int]) -> frozenset[Udfald]:
    """Give the outcomes whose numbers are not shown, in two steps: the faults as one, then each kind of fault."""
    fejl = {udfald.value: (antal.get(udfald, 0),) for udfald in sorted(FEJLUDFALD)}
    samlet = sum(tal for (tal,) in fejl.values())
    hele = {
        _FEJL: (samlet,),
        _RIGTIG: (antal.get(Udfald.RIGTIG, 0),),
        Udfald.UAFGJORT.value: (antal.get(Udfald.UAFGJORT, 0),),
    }
    skjulte = find_skjulte(hele)
    dele = {navn for navn, (tal,) in fejl.items() if tal} if _FEJL in skjulte else find_skjulte(fejl)
    return frozenset(Udfald(navn) for navn in (skjulte - {_FEJL}) | dele)


def show_opfoelgning(resultat: Resultat) -> Tabel:
    """Show what was corrected and what the law's means were used for."""
    return Tabel(
        navn="Opfølgning",
        titel="Hvad der skete med fejlene",
        kolonner=("Punkt", "Rettet inden fristen", "Rettet senere", "Ikke rettet", "Påbud", "Markeringer"),
        raekker=tuple(_opfoelgningslinje(punkt, er_familier=resultat.er_familier) for punkt in resultat.punkter),
    )


def _opfoelgningslinje(punkt: Punktresultat, *, er_familier: bool) -> tuple[Celle, ...]:
    o = punkt.opfoelgning
    rettelser = {"i_tide": (o.i_tide,), "for_sent": (o.for_sent,), "ikke": (o.ikke_rettet,)}
    samlet = punkt.i_alt.fejl
    skjulte: Iterable[str] = find_skjulte(rettelser) if er_familier else frozenset()
    if er_familier and _hides_fejl(punkt):
        skjulte = rettelser.keys()
    sanktioner = (_write(tal, skjult=er_familier and _leaves_few(tal, samlet)) for tal in (o.paabud, o.markering))
    return (punkt.etiket, *(_write(tal, skjult=navn in skjulte) for navn, (tal,) in rettelser.items()), *sanktioner)


def _hides_fejl(punkt: Punktresultat) -> bool:
    return is_hidden(punkt.i_alt, er_familier=True) or bool(find_skjulte_udfald(punkt.udfald) & FEJLUDFALD)


def _leaves_few(tal: int, samlet: int) -> bool:
    return is_small(tal) or is_small(samlet - tal)


def show_grupper(resultat: Resultat, punkt: Punktresultat) -> tuple[Tabel, ...]:
    """Show the shares of one item by each characteristic; of plejefamilier not by stratum."""
    tegn = [x for x in TEGN if not (resultat.er_familier and x == STRATUM)]
    tabeller = ((x, [gruppe for gruppe in punkt.grupper if gruppe.tegn == x]) for x in tegn)
    return tuple(_show_tegn(resultat, punkt, x, grupper) for x, grupper in tabeller if grupper)


def _show_tegn(resultat: Resultat, punkt: Punktresultat, tegn: str, grupper: Sequence[Gruppe]) -> Tabel:
    skjulte = _find_skjulte_grupper(punkt, grupper) if resultat.er_familier else frozenset()
    return Tabel(
        navn=f"{punkt.etiket}, {TEGN[tegn].lower()}",
        titel=f"{punkt.etiket}: fejlandel efter {TEGN[tegn].lower()}",
        kolonner=(TEGN[tegn], "I registeret", "Afgjorte sager", "Fejl", *_ANDELE),
        raekker=tuple(_gruppelinje(gruppe, skjult=gruppe.navn in skjulte) for gruppe in grupper),
    )


def _find_skjulte_grupper(punkt: Punktresultat, grupper: Sequence[Gruppe]) -> frozenset[str]:
    if is_hidden(punkt.i_alt, er_familier=True) or is_small(punkt.i_alt.uafgjort):
        return frozenset(gruppe.navn for gruppe in grupper)
    return find_skjulte(
        {
            gruppe.navn: (
                gruppe.andel.fejl,
                gruppe.andel.antal - gruppe.andel.fejl,
                gruppe.andel.population + gruppe.andel.ikke_daekket,
            )
            for gruppe in grupper
        }
    )


def _gruppelinje(gruppe: Gruppe, *, skjult: bool) -> tuple[Celle, ...]:
    if skjult:
        return (gruppe.navn, *(SKJULT,) * 6)
    andel = gruppe.andel
    return (gruppe.navn, andel.population + andel.ikke_daekket, andel.antal, *_share(andel, skjult=False))


def show_runder(resultat: Resultat) -> Tabel | None:
    """Show earlier controls of the same items; None when there are none."""
    linjer = tuple(
        _rundelinje(punkt, runde, er_familier=resultat.er_familier)
        for punkt in resultat.punkter
        for runde in punkt.tidligere
    )
    return linjer and _runder(linjer) or None


def _runder(linjer: tuple[tuple[Celle, ...], ...]) -> Tabel:
    return Tabel(
        navn="Tidligere runder",
        titel="Samme punkt i tidligere kontroller",
        kolonner=("Punkt", "Kontrol", "Udvikling siden", "Afgjorte sager", *_ANDELE, "Ændring (pct.point)"),
        raekker=linjer,
        tekstkolonner=2,
    )


def _rundelinje(punkt: Punktresultat, runde: Runde, *, er_familier: bool) -> tuple[Celle, ...]:
    foer_skjult = is_hidden(runde.andel, er_familier=er_familier)
    skjult = foer_skjult or is_hidden(punkt.i_alt, er_familier=er_familier)
    andel = runde.andel
    shares = (SKJULT, SKJULT, SKJULT) if foer_skjult else (pct(andel.andel), pct(andel.nedre), pct(andel.oevre))
    forskel = None if runde.forskel is None else Pct(runde.forskel.forskel)
    antal = SKJULT if er_familier and is_small(andel.uafgjort) else andel.antal
    return (
        punkt.etiket,
        runde.nummer,
        SKJULT if skjult else _tell_forskel(runde),
        antal,
        *shares,
        SKJULT if skjult else forskel,
    )


def _tell_forskel(runde: Runde) -> str:
    if runde.forskel is None:
        return "kan ikke regnes"
    if not runde.forskel.er_sikker:
        return "ingen sikker ændring"
    return "flere fejl" if runde.forskel.forskel > 0 else "færre fejl"


def _write(antal: int, *, skjult: bool) -> Celle:
    if not skjult:
        return antal
    return UNDER if is_small(antal) else SKJULT
