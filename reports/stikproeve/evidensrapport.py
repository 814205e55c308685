"""The evidence as a report: per item the verdict, what it stands on, and what only people can find."""

from collections.abc import Iterator

from domain.stikproeve import Population
from reports.stikproeve.diskretion import SKJULT, UNDER, is_small
from reports.stikproeve.dokument import (
    Afsnit,
    Blok,
    Celle,
    Dokument,
    Liste,
    Tabel,
    Varsel,
    decimal,
    join_og,
    pct,
)
from reports.stikproeve.evidens import Evidensrapport, Punktevidens
from reports.stikproeve.metode import describe_evidensmetode
from reports.visning import tal
from sampling.afgoerelse import Afgoerelse, Kendelse
from sampling.interval import Interval

NOEGLE = "evidens"
_INTERVAL = ("95 % fra", "95 % til")


def write_evidensrapport(rapport: Evidensrapport) -> Dokument:
    """Put the report of the evidence together."""
    return Dokument(
        noegle=NOEGLE,
        titel="Evidens: kan kontrollen overlades til reglerne?",
        om=(
            "For hvert punkt holdes det, sagsbehandlere har fundet i stikprøverne, op mod det, de automatiske regler "
            "havde fundet på samme tid. Afgørelsen følger en regel, der blev skrevet ned på forhånd."
        ),
        afsnit=(
            Afsnit("Afgørelserne", tuple(_show_afgoerelser(rapport))),
            *_show_tal(rapport),
            Afsnit("Punkter, der ikke er prøvet endnu", tuple(_show_uproevede(rapport))),
            *describe_evidensmetode(rapport.regel, rapport.annonceret),
        ),
    )


def _show_afgoerelser(rapport: Evidensrapport) -> Iterator[Blok]:
    if rapport.udeladte:
        yield Varsel(
            f"Kontrol {join_og(rapport.udeladte)} tæller ikke med: den regel, der dømmes efter, gjaldt ikke, da "
            "kilden til tallet blev annonceret."
        )
    if rapport.ukontrollerede:
        yield Varsel(
            f"Kontrol {join_og(rapport.ukontrollerede)} tæller ikke med: reglerne havde ikke set på øjebliksbilledet, "
            "da rammen blev frosset."
        )
    for punkt in rapport.punkter:
        if punkt.farvede:
            yield Varsel(_tell_farvede(punkt))
    if not rapport.punkter:
        yield "Ingen kontrol er opgjort endnu under en regel for evidensen. Derfor kan intet afgøres."
        return
    yield Liste(tuple(_tell_kendelser(rapport)))
    yield Tabel(
        navn="Afgørelser",
        titel="Afgørelse for hvert punkt",
        kolonner=("Punkt", "Afgørelse", "Begrundelse", "Runder", "Mangler sager", "Sikkerhed"),
        raekker=tuple(_afgoerelseslinje(punkt) for punkt in rapport.punkter),
        tekstkolonner=3,
    )


def _tell_farvede(punkt: Punktevidens) -> str:
    antal = UNDER if _is_private(punkt) and is_small(punkt.farvede) else tal(punkt.farvede)
    return (
        f"{_name(punkt)}: {antal} udfald er ændret, efter at reglernes fund kunne ses. "
        "Her tæller det udfald, der blev givet før; i kontrollens resultat tæller det nyeste."
    )


def _tell_kendelser(rapport: Evidensrapport) -> Iterator[str]:
    for kendelse in Kendelse:
        navne = [_name(punkt) for punkt in rapport.punkter if punkt.evidens.afgoerelse.kendelse is kendelse]
        if navne:
            yield f"{tell_kendelse(kendelse)}: {join_og(navne)}."


def tell_kendelse(kendelse: Kendelse) -> str:
    """Say a verdict in words."""
    return {
        Kendelse.KAN_OVERLADES: "Kan overlades til den datadrevne kontrol",
        Kendelse.IKKE_ENDNU: "Ikke endnu",
        Kendelse.ALDRIG: "Aldrig",
    }[kendelse]


def _afgoerelseslinje(punkt: Punktevidens) -> tuple[Celle, ...]:
    afgoerelse = punkt.evidens.afgoerelse
    kort = tell_kendelse(afgoerelse.kendelse) + _tell_mangler(afgoerelse)
    runder = join_og(punkt.runder)
    return (_name(punkt), kort, afgoerelse.begrundelse, runder, afgoerelse.mangler or None, pct(afgoerelse.konfidens))


def _tell_mangler(afgoerelse: Afgoerelse) -> str:
    if afgoerelse.kendelse is Kendelse.IKKE_ENDNU and afgoerelse.mangler:
        return f": mangler {tal(afgoerelse.mangler)} {'sag' if afgoerelse.mangler == 1 else 'sager'}"
    return ""


def _show_tal(rapport: Evidensrapport) -> Iterator[Afsnit]:
    if not rapport.punkter:
        return
    yield Afsnit(
        "Genfinding og præcision",
        (
            Tabel(
                navn="Genfinding og præcision",
                titel="Genfinding og præcision, vægtet til hele registeret",
                kolonner=("Punkt", "Genfinding", *_INTERVAL, "Præcision", *_INTERVAL),
                raekker=tuple(
                    (_name(x), *_interval(x, x.evidens.genfinding), *_interval(x, x.evidens.praecision))
                    for x in rapport.punkter
                ),
            ),
        ),
    )
    yield Afsnit("Det, kun mennesker har fundet", (_show_kun_mennesker(rapport),))
    yield Afsnit(
        "Dækning",
        (
            "Stikprøven ser nogle få af registeret nogle gange om året. Reglerne ser hele registeret hver nat.",
            _show_daekning(rapport),
        ),
    )
    yield Afsnit("Hvad en fejl koster at finde", (_show_indsats(rapport),))


def _show_kun_mennesker(rapport: Evidensrapport) -> Tabel:
    return Tabel(
        navn="Kun mennesker",
        titel="Bekræftede fejl i stikprøven, og hvem der havde fundet dem",
        kolonner=(
            "Punkt",
            "Bekræftede fejl",
            "Også fundet af reglerne",
            "Kun fundet af mennesker",
            "Fund, der blev vurderet",
            "Fund, der ikke var fejl",
        ),
        raekker=tuple(_fejllinje(punkt) for punkt in rapport.punkter),
    )


def _fejllinje(punkt: Punktevidens) -> tuple[Celle, ...]:
    e = punkt.evidens
    begge = e.bekraeftede - e.kun_af_mennesker
    tal_ = (e.bekraeftede, begge, e.kun_af_mennesker, e.flaggede_vurderede, e.flaggede_vurderede - begge)
    return (_name(punkt), *(_count(punkt, antal) for antal in tal_))


def _show_daekning(rapport: Evidensrapport) -> Tabel:
    return Tabel(
        navn="Dækning",
        titel="Hvor meget der er set på, lagt sammen over runderne",
        kolonner=(
            "Punkt",
            "Afgjorte sager",
            "Kunne ikke afgøres",
            "I rammerne",
            "Med fund",
            "Stikprøvens dækning",
            "Regler om punktet",
            "Reglernes dækning",
        ),
        raekker=tuple(_daekningslinje(punkt) for punkt in rapport.punkter),
    )


def _daekningslinje(punkt: Punktevidens) -> tuple[Celle, ...]:
    e = punkt.evidens
    stikproeve = pct(e.vurderede / e.ramme) if e.ramme else None
    skjult = _is_private(punkt) and is_small(e.uafgjorte)
    vurderede: Celle = SKJULT if skjult else e.vurderede
    daekning: Celle = SKJULT if skjult else stikproeve
    regler = pct(1.0 if punkt.regler else 0.0)
    return (
        _name(punkt),
        vurderede,
        UNDER if skjult else e.uafgjorte,
        e.ramme,
        e.ramme_flagget,
        daekning,
        punkt.regler,
        regler,
    )


def _show_indsats(rapport: Evidensrapport) -> Tabel:
    return Tabel(
        navn="Indsats",
        titel="Anmodninger om dokumentation og minutter for hver bekræftet fejl",
        kolonner=(
            "Punkt",
            "Anmodninger",
            "Minutter, hvor de er kendt",
            "Sager med kendte minutter",
            "Anmodninger pr. fejl",
            "Minutter pr. fejl",
        ),
        raekker=tuple(_indsatslinje(punkt) for punkt in rapport.punkter),
    )


def _indsatslinje(punkt: Punktevidens) -> tuple[Celle, ...]:
    e = punkt.evidens
    pr_fejl: tuple[Celle, Celle] = (decimal(e.anmodninger_pr_fejl), decimal(e.minutter_pr_fejl))
    if _hides(punkt):
        pr_fejl = (SKJULT, SKJULT)
    return (_name(punkt), e.anmodninger, e.minutter, e.minutter_kendt_for, *pr_fejl)


def _show_uproevede(rapport: Evidensrapport) -> Iterator[Blok]:
    if not rapport.uproevede:
        yield "Alle punkter, reglerne ser på, er prøvet i mindst én opgjort kontrol."
        return
    yield "Reglerne ser på disse punkter, men ingen opgjort kontrol har prøvet dem."
    yield Tabel(
        navn="Ikke prøvet",
        titel="Punkter med regler, men uden en opgjort kontrol",
        kolonner=("Punkt", "Regler"),
        raekker=rapport.uproevede,
    )


def _name(punkt: Punktevidens) -> str:
    return f"{punkt.etiket} (plejefamilier)" if _is_private(punkt) else punkt.etiket


def _interval(punkt: Punktevidens, interval: Interval | None) -> tuple[Celle, Celle, Celle]:
    if _hides(punkt):
        return (SKJULT, SKJULT, SKJULT)
    if interval is None:
        return (None, None, None)
    return (pct(interval.andel), pct(interval.nedre), pct(interval.oevre))


def _count(punkt: Punktevidens, antal: int) -> Celle:
    if not antal or not _hides(punkt):
        return antal
    return UNDER if is_small(antal) else SKJULT


def _hides(punkt: Punktevidens) -> bool:
    """Tell whether the faults of plejefamilier, or those without or undecided, are so few that none is shown."""
    e = punkt.evidens
    return _is_private(punkt) and any(map(is_small, (e.bekraeftede, e.vurderede - e.bekraeftede, e.uafgjorte)))


def _is_private(punkt: Punktevidens) -> bool:
    return punkt.population is Population.PLEJEFAMILIER
