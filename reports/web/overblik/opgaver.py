"""What waits for a person, as lines with a number and where to go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.stikproeveforloeb import Varsel
from reports.mail.vagt import explain_stop
from warehouse.queries.mailvagt import Stop
from warehouse.queries.venter import Venter


@dataclass(frozen=True)
class Opgave:
    """So many of something wait; `emne` and `noegle` are the page about it.

    `kommando` is what to run where there is no page, or none that the reader may see.
    """

    antal: int
    tekst: str
    emne: str | None = None
    noegle: str | None = None
    kommando: str | None = None


def list_opgaver(
    venter: Venter, stop: Sequence[Stop], varsler: Sequence[Varsel], *, uden_adresse: Sequence[str] = ()
) -> tuple[Opgave, ...]:
    """Give what waits, the most pressing first; nothing that is zero.

    `uden_adresse` names the authorities that the week's mail cannot reach.
    """
    alle = (*_sager(venter), *_mails(venter), *_orientering(uden_adresse), *_regler(stop), *_stikproever(varsler))
    return tuple(opgave for opgave in alle if opgave.antal)


def _sager(venter: Venter) -> Iterator[Opgave]:
    antal = venter.til_vurdering
    tekst = _choose(antal, "sag er", "sager er")
    yield Opgave(
        antal, f"{tekst} til vurdering: fejlene står der endnu efter en rykker", emne="sager", kommando="sag liste"
    )
    antal = venter.markering_mulig
    tekst = _choose(antal, "sag", "sager")
    yield Opgave(
        antal,
        f"{tekst}, hvor fristen efter et påbud er udløbet og en markering er mulig",
        emne="sager",
        kommando="sag liste",
    )


def _mails(venter: Venter) -> Iterator[Opgave]:
    yield Opgave(venter.svar, "svar på mails, som ingen har set på", emne="mails", kommando="mail svar")
    antal = venter.mails_ukendt
    tekst = _choose(antal, "mail, hvor det er uvist, om den", "mails, hvor det er uvist, om de")
    yield Opgave(
        antal, f"{tekst} er kommet frem, og som ikke sendes igen af sig selv", emne="mails", kommando="mail vis"
    )
    antal = venter.mails_afvist
    yield Opgave(
        antal, f"{_choose(antal, 'mail', 'mails')}, som mailserveren har afvist", emne="mails", kommando="mail vis"
    )
    antal = venter.mails_afventer
    yield Opgave(
        antal, f"{_choose(antal, 'mail', 'mails')}, som venter på at blive frigivet", emne="mails", kommando="mail vis"
    )


def _orientering(uden_adresse: Sequence[str]) -> Iterator[Opgave]:
    if uden_adresse:
        tekst = f"ugens orientering kan ikke sendes til {', '.join(uden_adresse)}: der mangler en adresse"
        yield Opgave(len(uden_adresse), tekst, emne="mails", kommando="adresse vis")


def _regler(stop: Sequence[Stop]) -> Iterator[Opgave]:
    for et in stop:
        if not et.er_frigivet:
            yield Opgave(1, f"regel holdt tilbage: {explain_stop(et.aabning)}", "regler", et.aabning.regel)


def _stikproever(varsler: Sequence[Varsel]) -> Iterator[Opgave]:
    for varsel in varsler:
        grad = "For sent" if varsel.er_overskredet else "Snart"
        yield Opgave(1, f"frist i stikprøvekontrollen. {grad}: {varsel.tekst}", "stikproever")


def _choose(antal: int, ental: str, flertal: str) -> str:
    return ental if antal == 1 else flertal
