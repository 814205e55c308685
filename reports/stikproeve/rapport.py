"""The result of a control as a report that can be handed on as it is."""

from collections.abc import Iterable, Iterator

from domain.stikproeve import Population, Stikproevetilstand
from reports.stikproeve.diskretion import SKJULT, UNDER, find_skjulte, is_small
from reports.stikproeve.dokument import Afsnit, Blok, Celle, Dokument, Liste, Tabel, Varsel, join_og, write_pct
from reports.stikproeve.metode import describe_metode
from reports.stikproeve.resultat import Punktresultat, Resultat, name_punkt
from reports.stikproeve.vist import (
    Aabenhed,
    judge_andel,
    show_grupper,
    show_opfoelgning,
    show_oversigt,
    show_runder,
    show_udfald,
)
from reports.visning import antal_af, dato, tal

_GRUNDE = {
    "lukket": "Lukket (sås ikke i det nyeste udtræk)",
    "nyligt_udtrukket": "Trukket i en af de seneste runder",
    "beskyttet_adresse": "Krisecenter, hvis adresse er beskyttet (serviceloven § 109)",
}


def write_rapport(resultat: Resultat) -> Dokument:
    """Put the report of a control together."""
    kontrol = resultat.kontrol
    return Dokument(
        noegle=f"resultat-{kontrol.nummer}",
        titel=f"Stikprøvekontrol {kontrol.nummer}: {kontrol.emne}",
        om=f"Resultat af ministeriets stikprøvekontrol efter serviceloven § 14, stk. 4. Formål: {kontrol.formaal}.",
        afsnit=(
            Afsnit("Resultatet kort", tuple(_sum_up(resultat))),
            Afsnit("Fejlandel", (show_oversigt(resultat), *_list_forbehold(resultat))),
            Afsnit("Udfald", (show_udfald(resultat),)),
            Afsnit("Rettelser, påbud og markeringer", (_tell_frist(resultat), show_opfoelgning(resultat))),
            Afsnit("Tidligere runder", tuple(_show_tidligere(resultat))),
            Afsnit("Grupper", ("Andelene er regnet for hver gruppe for sig, med hver sit interval.",)),
            *(Afsnit(punkt.etiket, show_grupper(resultat, punkt), niveau=2) for punkt in resultat.punkter),
            Afsnit("Rammen og trækket", tuple(_describe_traek(resultat))),
            *describe_metode(kontrol),
        ),
    )


def _sum_up(resultat: Resultat) -> Iterator[Blok]:
    if resultat.kontrol.tilstand is Stikproevetilstand.AFLYST:
        yield Varsel(
            "Kontrollen er aflyst; grunden står i dens notater. Tallene her er ikke et resultat af en kontrol."
        )
    elif not resultat.er_opgjort:
        yield Varsel(
            f"Foreløbigt resultat: {antal_af(resultat.mangler, 'vurdering', 'vurderinger')} mangler, eller kontrollen "
            "er ikke opgjort endnu. Tallene kan ændre sig."
        )
    if resultat.efter_lukning:
        yield Varsel(
            f"{antal_af(resultat.efter_lukning, 'udfald', 'udfald')} er givet eller ændret, efter at kontrollen var "
            "opgjort. De er regnet med her, og de tidligere står i revisionspakken."
        )
    yield Liste(tuple(_tell_punkt(resultat, punkt) for punkt in resultat.punkter))


def _tell_punkt(resultat: Resultat, punkt: Punktresultat) -> str:
    andel = punkt.i_alt
    aabenhed = judge_andel(andel, er_familier=resultat.er_familier)
    if andel.andel is None or andel.nedre is None or andel.oevre is None:
        return f"{punkt.etiket}: ingen sager er afgjort, så intet kan siges."
    if aabenhed is Aabenhed.SKJULT:
        faa = "fejl" if is_small(andel.fejl) else "sager uden fejl"
        return f"{punkt.etiket}: der er fundet under 5 {faa}. Af hensyn til familierne vises andelen ikke."
    if aabenhed is Aabenhed.AFRUNDET:
        return (
            f"{punkt.etiket}: omkring {100 * andel.andel:.0f} % fejl i registeret "
            f"(95 %-interval omkring {100 * andel.nedre:.0f} til {100 * andel.oevre:.0f} %)."
        )
    return (
        f"{punkt.etiket}: {write_pct(andel.andel)} fejl i registeret (95 %-interval {write_pct(andel.nedre)} til "
        f"{write_pct(andel.oevre)}), målt på {antal_af(andel.antal, 'afgjort sag', 'afgjorte sager')} "
        f"med {tal(andel.fejl)} fejl."
    )


def _list_forbehold(resultat: Resultat) -> Iterable[Blok]:
    """Give the reservations item by item; of plejefamilier not those that count few undecided cases."""
    linjer = [
        f"{punkt.etiket}: {saetning}"
        for punkt in resultat.punkter
        if judge_andel(punkt.i_alt, er_familier=resultat.er_familier) is Aabenhed.HEL
        for saetning in punkt.forbehold
    ]
    return (Liste(tuple(linjer)),) if linjer else ()


def _tell_frist(resultat: Resultat) -> str:
    frist = f"Fristen for rettelse er {dato(resultat.rettefrist)}. " if resultat.rettefrist else ""
    return (
        f"{frist}En fejl, der ikke rettes i tide, kan følges op med et påbud og siden en markering på portalen "
        "(serviceloven § 14, stk. 5 og 6). Begge dele besluttes af mennesker."
    )


def _show_tidligere(resultat: Resultat) -> Iterator[Blok]:
    runder = show_runder(resultat)
    if runder is None:
        yield "Ingen af punkterne er kontrolleret i en tidligere opgjort runde i dette register."
        return
    yield "Ændringen er forskellen i procentpoint, fra den tidligere runde til denne, med sit eget 95 %-interval."
    yield runder


def _describe_traek(resultat: Resultat) -> Iterator[Blok]:
    kontrol = resultat.kontrol
    hvem = "plejefamilier" if kontrol.population is Population.PLEJEFAMILIER else "tilbud"
    yield (
        f"Rammen er {tal(kontrol.ramme_antal or 0)} {hvem}, frosset pr. {dato(kontrol.ramme_dag)}. Der er trukket "
        f"{tal(kontrol.udtrukket_antal or 0)}. Punkterne er {join_og(map(name_punkt, kontrol.punkter))}."
    )
    yield Liste(
        (
            f"Rammens fingeraftryk (SHA-256): {kontrol.ramme_sha256}",
            f"Kilden til det offentlige tal, annonceret forinden: {kontrol.kilde_til_tal}",
            f"Det offentlige tal: {kontrol.offentligt_tal}",
            f"Programmets udgave ved trækket: {kontrol.kode_version}",
        )
    )
    if kontrol.ramme_bemaerkning:
        yield kontrol.ramme_bemaerkning
    yield _show_udelukkede(resultat)
    if not resultat.er_familier:
        yield _show_strata(resultat)


def _show_udelukkede(resultat: Resultat) -> Blok:
    if not resultat.udelukkede:
        return "Ingen er udelukket."
    antal = {grund: (n,) for grund, n in resultat.udelukkede.items()}
    skjulte = find_skjulte(antal) if resultat.er_familier else frozenset()
    return Tabel(
        navn="Udelukkede",
        titel="Enheder i rammen, der ikke kunne trækkes",
        kolonner=("Grund", "Antal"),
        raekker=tuple(
            (_GRUNDE.get(grund, grund), _write(n, skjult=grund in skjulte))
            for grund, n in sorted(resultat.udelukkede.items())
        ),
    )


def _show_strata(resultat: Resultat) -> Tabel:
    return Tabel(
        navn="Strata",
        titel="Strata: enheder, der kunne trækkes, og hvor mange der blev trukket",
        kolonner=("Stratum", "Kunne trækkes", "Trukket"),
        raekker=tuple((navn, *antal) for navn, antal in resultat.strata.items()),
    )


def _write(antal: int, *, skjult: bool) -> Celle:
    if not skjult:
        return antal
    return UNDER if is_small(antal) else SKJULT
