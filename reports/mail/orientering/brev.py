"""What a weekly mail says, before it is set as plain text or HTML."""

from collections.abc import Iterator

from domain.regel import Modtager
from reports.mail.orientering.brevdele import Afsnit, Ugebrev
from reports.mail.orientering.lister import make_aeldste, make_naevnt, make_uopnaaelige, make_vaerste
from reports.mail.orientering.model import Orientering
from reports.mail.orientering.sagerne import make_sager, make_venter
from reports.mail.orientering.tallene import make_holdt, make_kun_tilsyn, make_pleje, make_tal
from reports.mail.orientering.uge import write_uge
from reports.visning import antal_af, dato, tal


def make_ugebrev(orientering: Orientering, *, svar_til: str, har_regneark: bool) -> Ugebrev:
    """Put one recipient's week into words. A § 109 tilbud is named by its number and the rules it breaks alone."""
    return Ugebrev(
        emne=write_emne(orientering),
        hilsen=f"Til {orientering.myndighed.navn}",
        indledning=tuple(_indledning(orientering, har_regneark=har_regneark)),
        afsnit=() if orientering.er_uden_hentning else tuple(filter(None, _afsnit(orientering))),
        slutning=tuple(_slutning(orientering)),
        svar_til=svar_til,
    )


def write_emne(orientering: Orientering) -> str:
    """Give the subject: the week, how many are new, how many are mended."""
    foran = f"Tilbudsportalen, {write_uge(orientering.uge)}"
    if orientering.er_uden_hentning:
        return f"{foran}: ingen godkendt hentning, så ingen tal"
    fund = (*orientering.fund, *orientering.naevnt)
    if orientering.siden is None:
        return f"{foran}: første orientering, {antal_af(len(fund), 'åben fejl', 'åbne fejl')}"
    nye = sum(et.er_ny for et in fund)
    rettet = len(orientering.rettet)
    return f"{foran}: {tal(nye)} {_boej(nye, 'ny', 'nye')} og {tal(rettet)} {_boej(rettet, 'rettet', 'rettede')} fejl"


def _boej(antal: int, ental: str, flertal: str) -> str:
    return ental if antal == 1 else flertal


def _indledning(orientering: Orientering, *, har_regneark: bool) -> Iterator[str]:
    if orientering.er_uden_hentning:
        yield (
            f"Vi har ingen tal til jer i {write_uge(orientering.uge)}: registret er ikke hentet og godkendt siden den "
            f"{dato(orientering.dag)}. Vi sender ikke gamle tal. Orienteringen kommer igen, når registret kan læses."
        )
        return
    yield (
        f"Her er ugens overblik over {_om(orientering)}, som de stod på Tilbudsportalen den {dato(orientering.dag)}."
    )
    if orientering.siden is None:
        yield "Det er den første orientering. Fra næste gang står der også, hvad der er nyt, og hvad der er rettet."
    if har_regneark:
        yield "Alle fejl og sager står i det vedhæftede regneark."


def _om(orientering: Orientering) -> str:
    if orientering.myndighed.art == Modtager.KOMMUNE:
        return "de tilbud, I selv fører tilsyn med eller står som tilsyn for"
    return "tilbuddene i jeres portefølje"


def _afsnit(orientering: Orientering) -> Iterator[Afsnit | None]:
    yield make_tal(orientering)
    yield make_venter(orientering)
    yield make_vaerste(orientering)
    yield make_naevnt(orientering)
    yield make_kun_tilsyn(orientering)
    yield make_sager(orientering)
    yield make_aeldste(orientering)
    yield make_uopnaaelige(orientering)
    yield make_pleje(orientering)
    yield make_holdt(orientering)


def _slutning(orientering: Orientering) -> Iterator[str]:
    yield "Denne mail er en service. Den er ikke en afgørelse, og den sætter ingen frist."
    if orientering.er_uden_hentning:
        return
    yield (
        "Tilbuddene får selv mail om deres fejl, hvis de kan skrives til. Mener I, at noget er rigtigt, som det står, "
        "så svar på mailen med tilbuddets nummer og reglens nummer. Så ser et menneske på det."
    )
    yield "Om krisecentre står her kun tilbuddets nummer og reglen, og om plejefamilier kun samlede tal."
    yield (
        "Mailen er skrevet automatisk på grundlag af det, Tilbudsportalen viser offentligt, og det, der er indberettet "
        "til den."
    )
