"""The figures of a weekly mail: the portfolio, what came and went, what was left out, plejefamilier."""

from collections import Counter
from collections.abc import Iterator

from domain.regel import Alvor, Modtager
from reports.mail.orientering.brevdele import Afsnit, Raekke
from reports.mail.orientering.model import Fundlinje, Orientering
from reports.visning import antal_af, dato, tal

SYNLIGE = 20
_REGLER = 10
_ALVORLIGE = frozenset({Alvor.KRITISK, Alvor.ALVORLIG})


def list_alvor(fund: tuple[Fundlinje, ...]) -> str:
    """Give findings counted by grade: `2 kritiske, 1 alvorlig`."""
    antal = Counter(et.regel.alvor for et in fund)
    ord_ = (
        (Alvor.KRITISK, "kritisk", "kritiske"),
        (Alvor.ALVORLIG, "alvorlig", "alvorlige"),
        (Alvor.ADVARSEL, "advarsel", "advarsler"),
    )
    return ", ".join(antal_af(antal[alvor], ental, flertal) for alvor, ental, flertal in ord_ if antal[alvor])


def make_tal(orientering: Orientering) -> Afsnit | None:
    """Make the section of figures; None for one without tilbud of its own."""
    if not orientering.tilbud:
        return None
    return Afsnit(overskrift="Tallene", kolonner=("Hvad", "Antal"), raekker=tuple(_tal(orientering)))


def _tal(orientering: Orientering) -> Iterator[Raekke]:
    fund = orientering.fund
    ramte = len({et.emne.tilbudsid for et in fund if et.regel.alvor in _ALVORLIGE})
    yield Raekke(hoved="Tilbud i alt", tal=tal(orientering.tilbud))
    yield Raekke(
        hoved="Tilbud med kritiske eller alvorlige fejl",
        tal=tal(ramte),
        andel=round(100 * ramte / orientering.tilbud) if orientering.tilbud else None,
    )
    yield Raekke(hoved="Åbne fejl", tal=tal(len(fund)), under=(list_alvor(fund),) if fund else ())
    if orientering.siden is not None:
        siden = f"siden den {dato(orientering.siden)}"
        yield Raekke(hoved=f"Nye {siden}", tal=tal(sum(et.er_ny for et in fund)))
        yield Raekke(hoved=f"Rettet {siden}", tal=tal(len(orientering.rettet)))
    gamle = sum(et.er_gammel for et in fund)
    yield Raekke(hoved=f"Har stået i over {orientering.gammel_dage} dage", tal=tal(gamle))
    if orientering.accepterede:
        yield Raekke(hoved="Accepteret af en sagsbehandler (tæller ikke med ovenfor)", tal=tal(orientering.accepterede))


def make_kun_tilsyn(orientering: Orientering) -> Afsnit | None:
    """Make the section of the rules that tell the authority and not the tilbud; None when nothing broke one."""
    egne = [et for et in orientering.fund if Modtager.TILBUD not in et.regel.modtagere]
    antal = Counter(et.regel.id for et in egne)
    if not antal:
        return None
    regler = {et.regel.id: et.regel for et in egne}
    raekker = [
        Raekke(hoved=f"{regler[id_].titel} ({id_})", tal=tal(antal[id_]), under=(regler[id_].ret,))
        for id_ in sorted(antal, key=lambda id_: (list(Alvor).index(regler[id_].alvor), -antal[id_], id_))
    ]
    return Afsnit(
        overskrift="Fejl, som kun I får besked om",
        kolonner=("Regel", "Antal"),
        indledning=_tell_kun(orientering),
        raekker=tuple(raekker[:_REGLER]),
        rest=tell_rest(len(raekker) - _REGLER, "regel", "regler"),
    )


def _tell_kun(orientering: Orientering) -> str:
    kun = "Tilbuddene får ikke mail om dem: det er jer, der kan rette dem eller se efter."
    if orientering.myndighed.art == Modtager.KOMMUNE:
        return f"{kun} Når reglen siger »socialtilsynet«, er det her jer, der fører tilsyn."
    return kun


def make_pleje(orientering: Orientering) -> Afsnit | None:
    """Make the section of plejefamilier as a whole; None when there is nothing to say of them."""
    if not orientering.pleje:
        return None
    return Afsnit(
        overskrift="Plejefamilier (kun samlede tal)",
        kolonner=("Regel", ""),
        indledning=(
            "Tallene er rundet ned, så ingen enkelt familie kan kendes. Vi skriver aldrig til plejefamilier; "
            "opfølgningen er jeres."
        ),
        raekker=tuple(
            Raekke(hoved=f"{regel.titel} ({regel.id})", under=(f"{antal[0].upper()}{antal[1:]}.",))
            for regel, antal in orientering.pleje
        ),
    )


def make_holdt(orientering: Orientering) -> Afsnit | None:
    """Make the section of what is left out; None when nothing is."""
    raekker = [
        Raekke(hoved=f"Reglen {regel} venter på et menneske", under=("Den åbnede ved usædvanligt mange på én nat.",))
        for regel in orientering.stoppede
    ]
    if orientering.ventende:
        under = ("Først når flere godkendte hentninger i træk viser en fejl, bliver den nævnt.",)
        raekker.append(Raekke(hoved="Fejl, der endnu ikke er sikre nok", tal=tal(orientering.ventende), under=under))
    if not raekker:
        return None
    return Afsnit(overskrift="Ikke talt med", kolonner=("Hvad", "Antal"), raekker=tuple(raekker))


def tell_rest(antal: int, ental: str, flertal: str) -> str | None:
    """Say how many more there are in the workbook; None when there are none."""
    return f"{antal_af(antal, ental, flertal)} mere står i regnearket." if antal > 0 else None
