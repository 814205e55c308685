"""The cases of a weekly mail: by state with their dates, and those that wait for a person."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from domain.sag import NAVNE, Sagstilstand
from domain.sagsforloeb import Forloeb
from reports.mail.orientering.brevdele import Afsnit, Raekke
from reports.mail.orientering.model import Orientering, Sagsomtale
from reports.mail.orientering.omtale import write_emne
from reports.mail.orientering.tallene import SYNLIGE, tell_rest
from reports.visning import antal_af, dato, tal

_VENTER = (Sagstilstand.MARKERING_MULIG, Sagstilstand.PAABUD_AFGJORT, Sagstilstand.TIL_VURDERING)
_FORKLARING = {
    Sagstilstand.NY: (
        "Tilbuddet har ikke fået en mail. Det får heller ingen, når kun I kan rette fejlen, eller der ingen adresse er."
    ),
    Sagstilstand.VARSLET: "Tilbuddet har fået en mail.",
    Sagstilstand.RYKKET: "Tilbuddet har fået en rykker.",
    Sagstilstand.TIL_VURDERING: "Et menneske skal vurdere, om der skal gives påbud.",
    Sagstilstand.PAABUD_AFGJORT: "Påbud er givet; de fire uger løber fra leveringen i Digital Post.",
    Sagstilstand.MARKERING_MULIG: "Påbuddets fire uger er gået, og fejlen står stadig.",
    Sagstilstand.MARKERET: "Tilbuddet er markeret på Tilbudsportalen.",
}


def make_sager(orientering: Orientering) -> Afsnit | None:
    """Make the section of the cases by state, each with its next day; None when there is no case."""
    antal = Counter(sag.linje.forloeb.tilstand for sag in orientering.sager)
    if not antal:
        return None
    return Afsnit(
        overskrift="Sagerne",
        kolonner=("Trin", "Antal"),
        raekker=tuple(
            Raekke(
                hoved=NAVNE[tilstand].capitalize(),
                tal=tal(antal[tilstand]),
                under=tuple(_under(orientering, tilstand)),
            )
            for tilstand in Sagstilstand
            if antal[tilstand]
        ),
    )


def make_venter(orientering: Orientering) -> Afsnit | None:
    """Make the section of the cases that wait for a person or for a påbud's four weeks; None when none does."""
    venter = sorted(
        (sag for sag in orientering.sager if sag.linje.forloeb.tilstand in _VENTER),
        key=lambda sag: (_VENTER.index(sag.linje.forloeb.tilstand), sag.linje.forloeb.siden),
    )
    if not venter:
        return None
    return Afsnit(
        overskrift="Sager, der venter på et menneske eller på et påbud",
        kolonner=("Tilbud", "Trin"),
        indledning="Påbud og markering besluttes af Social- og Boligstyrelsen.",
        raekker=tuple(_raekke(sag) for sag in venter[:SYNLIGE]),
        rest=tell_rest(len(venter) - SYNLIGE, "sag", "sager"),
    )


def write_trin(forloeb: Forloeb, frist: date | None) -> str:
    """Say in a sentence what a case waits for, with its dates."""
    if forloeb.pause is not None:
        return f"Sat i bero til og med den {dato(forloeb.pause.til)}."
    if forloeb.tilstand is Sagstilstand.PAABUD_AFGJORT and forloeb.paabud is not None:
        afgjort = f"Påbud af {dato(forloeb.paabud.afgjort)}"
        if forloeb.paabud.leveret is None:
            return f"{afgjort}; leveringen i Digital Post er ikke noteret endnu."
        return f"{afgjort}, leveret den {dato(forloeb.paabud.leveret)}; fire uger løber til og med den {dato(frist)}."
    efter = f" Næste dato: {dato(frist)}." if frist else ""
    return f"{NAVNE[forloeb.tilstand].capitalize()} siden den {dato(forloeb.siden)}.{efter}"


def _under(orientering: Orientering, tilstand: Sagstilstand) -> Iterator[str]:
    yield _FORKLARING[tilstand]
    sager = [sag.linje for sag in orientering.sager if sag.linje.forloeb.tilstand is tilstand]
    if frister := sorted(sag.frist for sag in sager if sag.frist is not None and sag.forloeb.pause is None):
        yield f"Første dato: {dato(frister[0])}."
    if pauser := sum(sag.forloeb.pause is not None for sag in sager):
        yield f"{antal_af(pauser, 'sag er', 'sager er')} sat i bero."


def _raekke(sag: Sagsomtale) -> Raekke:
    forloeb = sag.linje.forloeb
    return Raekke(
        hoved=write_emne(sag.emne), tal=NAVNE[forloeb.tilstand], under=(write_trin(forloeb, sag.linje.frist),)
    )
