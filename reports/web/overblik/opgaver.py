"""What waits for a person, as lines with a number and where to go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.mailstatus import Mailstatus
from domain.sag import Sagstilstand
from domain.stikproeveforloeb import Varsel
from reports.mail.orientering.mangler import name_myndigheder
from reports.mail.orientering.model import Myndighed
from reports.mail.vagt import explain_stop
from warehouse.queries.mailvagt import Stop
from warehouse.queries.venter import Venter


@dataclass(frozen=True)
class Opgave:
    """So many of something wait; `emne` and `noegle` are the page about it.

    `kommando` is what to run where there is no page, or none that the reader may see. `valg` is what the page is asked
    to show of all it has, as its address says it.
    """

    antal: int
    tekst: str
    emne: str | None = None
    noegle: str | None = None
    kommando: str | None = None
    valg: str = ""


def list_opgaver(
    venter: Venter, stop: Sequence[Stop], varsler: Sequence[Varsel], *, uden_adresse: Sequence[Myndighed] = ()
) -> tuple[Opgave, ...]:
    """Give what waits, the most pressing first; nothing that is zero.

    `uden_adresse` are the authorities that the week's mail cannot reach.
    """
    alle = (*_sager(venter), *_mails(venter), *_orientering(uden_adresse), *_regler(stop), *_stikproever(varsler))
    return tuple(opgave for opgave in alle if opgave.antal)


def _sager(venter: Venter) -> Iterator[Opgave]:
    antal = venter.til_vurdering
    tekst = _choose(antal, "sag er", "sager er")
    yield Opgave(
        antal,
        f"{tekst} til vurdering: fejlene står der endnu efter en rykker",
        emne="sager",
        kommando="sag liste",
        valg=f"tilstand={Sagstilstand.TIL_VURDERING.value}",
    )
    antal = venter.markering_mulig
    tekst = _choose(antal, "sag", "sager")
    yield Opgave(
        antal,
        f"{tekst}, hvor fristen efter et påbud er udløbet og en markering er mulig",
        emne="sager",
        kommando="sag liste",
        valg=f"tilstand={Sagstilstand.MARKERING_MULIG.value}",
    )


def _mails(venter: Venter) -> Iterator[Opgave]:
    yield Opgave(venter.svar, "svar på mails, som ingen har set på", "mails", "svar", kommando="mail svar")
    antal = venter.mails_ukendt
    tekst = _choose(antal, "mail, hvor det er uvist, om den", "mails, hvor det er uvist, om de")
    yield _make_mails(antal, f"{tekst} er kommet frem, og som ikke sendes igen af sig selv", Mailstatus.UKENDT)
    antal = venter.mails_afvist
    yield _make_mails(antal, f"{_choose(antal, 'mail', 'mails')}, som mailserveren har afvist", Mailstatus.AFVIST)
    antal = venter.mails_afventer
    yield _make_mails(antal, f"{_choose(antal, 'mail', 'mails')}, som venter på at blive frigivet", Mailstatus.AFVENTER)


def _make_mails(antal: int, tekst: str, status: Mailstatus) -> Opgave:
    return Opgave(antal, tekst, emne="mails", kommando="mail vis", valg=f"status={status.value}")


def _orientering(uden_adresse: Sequence[Myndighed]) -> Iterator[Opgave]:
    antal = len(uden_adresse)
    hvem = f"{_choose(antal, 'myndighed', 'myndigheder')}, som ugens orientering ikke kan sendes til, fordi der mangler"
    tekst = f"{hvem} en adresse: {', '.join(name_myndigheder(uden_adresse))}"
    yield Opgave(antal, tekst, "mails", "adresser", kommando="adresse vis")


def _regler(stop: Sequence[Stop]) -> Iterator[Opgave]:
    for et in stop:
        if not et.er_frigivet:
            yield Opgave(1, f"regel holdt tilbage: {explain_stop(et.aabning)}", "regler", et.aabning.regel)


def _stikproever(varsler: Sequence[Varsel]) -> Iterator[Opgave]:
    for er_overskredet, hvordan in ((True, "er overskredet"), (False, "nærmer sig")):
        tekster = [varsel.tekst for varsel in varsler if varsel.er_overskredet is er_overskredet]
        if tekster:
            antal = len(tekster)
            navn = _choose(
                antal, f"frist i stikprøvekontrollen {hvordan}: ", f"frister i stikprøvekontrollen {hvordan}, "
            )
            yield Opgave(antal, f"{navn}{_choose(antal, '', 'blandt andet: ')}{tekster[0]}", "stikproever")


def _choose(antal: int, ental: str, flertal: str) -> str:
    return ental if antal == 1 else flertal
