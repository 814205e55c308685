"""The course of one case, purely: what the night may do to it, and what only a person may."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.reference.sagstrin import Trin, find_sidste_dag
from domain.sag import NAVNE, Sagstilstand, can_move


class SagFejl(ValueError):
    """A step that the law or the case's state forbids; the message is Danish and says what to do."""


class Pauseart(StrEnum):
    """Why a case stands still."""

    UDSAT = "udsat"
    UENIG = "uenig"


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A case that a person let stand still, to and including a day."""

    art: Pauseart
    til: date


@dataclass(frozen=True, kw_only=True)
class Paabud:
    """A påbud that a person decided: the day, the findings it names, and the day Digital Post delivered it."""

    afgjort: date
    fejl: frozenset[str]
    leveret: date | None = None


@dataclass(frozen=True, kw_only=True)
class Forloeb:
    """Where one case stands: its state since a day, its påbud if there is one, its pause if it stands still."""

    tilstand: Sagstilstand
    siden: date
    paabud: Paabud | None = None
    pause: Pause | None = None


@dataclass(frozen=True, kw_only=True)
class Fejlbillede:
    """What the register says of the case's faults, as sets of the findings' names.

    `aabne` are open; `kendte` the ones of them that the tilbud had been told of; `set_nu` the ones of them that the
    newest accepted snapshot, controlled, showed; `accepterede` were accepted by a person. `dag` is that snapshot's day
    (None: none is controlled), `findes` tells whether the tilbud is still on the portal.
    """

    aabne: frozenset[str] = frozenset()
    kendte: frozenset[str] = frozenset()
    set_nu: frozenset[str] = frozenset()
    accepterede: frozenset[str] = frozenset()
    dag: date | None = None
    findes: bool = True


@dataclass(frozen=True, kw_only=True)
class Skift:
    """A step that was taken: the case after it, and why in Danish."""

    forloeb: Forloeb
    grund: str


TAK = "Fejlene er rettet. Tak for det."
_PAUSE_ENDER = {
    Pauseart.UDSAT: "Udsættelsen er udløbet, og sagen går videre.",
    Pauseart.UENIG: "Tiden i bero på grund af uenighed er udløbet, og sagen går videre.",
}
_FOER_PAABUD = frozenset({Sagstilstand.VARSLET, Sagstilstand.RYKKET, Sagstilstand.TIL_VURDERING})


def advance(forloeb: Forloeb, fejl: Fejlbillede, dag: date) -> Iterator[Skift]:
    """Yield the steps the night takes by itself on a day, in order; asked again after them it yields none.

    It ends pauses whose day has passed, closes what is mended, hands a case whose reminder has run out to a person, and
    says that a markering is possible. It never decides a påbud or a markering, and never says that a mail was sent.
    """
    if forloeb.pause is not None and dag > forloeb.pause.til:
        grund = _PAUSE_ENDER[forloeb.pause.art]
        forloeb = replace(forloeb, pause=None)
        yield Skift(forloeb=forloeb, grund=grund)
    skridt = _next_step(forloeb, fejl, dag)
    while skridt is not None:
        yield skridt
        forloeb = skridt.forloeb
        skridt = _next_step(forloeb, fejl, dag)


def notify(forloeb: Forloeb, dag: date) -> Skift | None:
    """Give the step of a mail that was handed over: the first is the varsel, one after the varsel's time a rykker."""
    if forloeb.tilstand is Sagstilstand.NY:
        return move(forloeb, Sagstilstand.VARSLET, dag, "Der er skrevet en mail til tilbuddet.")
    if is_rykker_due(forloeb, dag):
        return move(forloeb, Sagstilstand.RYKKET, dag, "Tilbuddet er rykket med en mail.")
    return None


def is_rykker_due(forloeb: Forloeb, dag: date) -> bool:
    """Tell whether the time since the first mail has run out, so that the tilbud is to be reminded."""
    venter = forloeb.tilstand is Sagstilstand.VARSLET and forloeb.pause is None
    return venter and dag > find_sidste_dag(Trin.VARSEL, forloeb.siden)


def find_naeste_dag(forloeb: Forloeb) -> date | None:
    """Give the last day of the time that runs now; None when the case waits for a person or is closed."""
    if forloeb.pause is not None:
        return forloeb.pause.til
    if forloeb.tilstand is Sagstilstand.VARSLET:
        return find_sidste_dag(Trin.VARSEL, forloeb.siden)
    if forloeb.tilstand is Sagstilstand.RYKKET:
        return find_sidste_dag(Trin.RYKKER, forloeb.siden)
    if forloeb.tilstand is Sagstilstand.PAABUD_AFGJORT and forloeb.paabud and forloeb.paabud.leveret:
        return find_sidste_dag(Trin.PAABUD, forloeb.paabud.leveret)
    return None


def find_egne(forloeb: Forloeb, fejl: Fejlbillede) -> frozenset[str]:
    """Give the open findings the case is about: those the påbud names, those the mail told of, or all while new."""
    if forloeb.paabud is not None:
        return fejl.aabne & forloeb.paabud.fejl
    return fejl.aabne & fejl.kendte if forloeb.tilstand in _FOER_PAABUD else fejl.aabne


def explain_no_markering(forloeb: Forloeb, fejl: Fejlbillede, dag: date) -> str | None:
    """Give what stands in the way of a markering (SEL § 14 stk. 6), or None when the law allows it.

    The påbud must be delivered, its four weeks over, and a fault it names must stand in the newest accepted snapshot,
    which must be of a day after them: what was seen before tells nothing of whether the påbud was followed.
    """
    if forloeb.paabud is None:
        return "Der er ikke givet et påbud i sagen."
    if forloeb.paabud.leveret is None:
        return "Påbuddet er ikke noteret som leveret i Digital Post. Notér det med »sag leveret«."
    sidste = find_sidste_dag(Trin.PAABUD, forloeb.paabud.leveret)
    if dag <= sidste:
        return f"Påbuddets fire uger løber til og med {sidste:%d-%m-%Y}."
    if forloeb.pause is not None:
        return f"Sagen er sat i bero til og med {forloeb.pause.til:%d-%m-%Y}. Genoptag den først."
    return _explain_not_standing(forloeb, fejl, sidste)


def _explain_not_standing(forloeb: Forloeb, fejl: Fejlbillede, sidste: date) -> str | None:
    if fejl.dag is None or fejl.dag <= sidste:
        return "Registret er ikke hentet og kontrolleret, efter at påbuddets fire uger løb ud."
    if not find_egne(forloeb, fejl) & fejl.set_nu:
        return "Ingen af påbuddets fejl står i det nyeste godkendte øjebliksbillede."
    return None


def move(forloeb: Forloeb, til: Sagstilstand, dag: date, grund: str) -> Skift:
    """Take one step. Raises SagFejl when domain.sag.can_move forbids it; a case that ends lets go of its påbud."""
    leveret = forloeb.paabud.leveret if forloeb.paabud else None
    if not can_move(forloeb.tilstand, til, dag=dag, paabud_leveret=leveret):
        raise SagFejl(f"Sagen er »{NAVNE[forloeb.tilstand]}« og kan ikke gå til »{NAVNE[til]}« nu.")
    ender = til in {Sagstilstand.LUKKET, Sagstilstand.NY}
    ny = replace(
        forloeb,
        tilstand=til,
        siden=dag,
        paabud=None if ender else forloeb.paabud,
        pause=None if ender else forloeb.pause,
    )
    return Skift(forloeb=ny, grund=grund)


def _next_step(forloeb: Forloeb, fejl: Fejlbillede, dag: date) -> Skift | None:
    if forloeb.tilstand is Sagstilstand.LUKKET:
        return _reopen(forloeb, fejl, dag)
    if not find_egne(forloeb, fejl):
        return move(forloeb, Sagstilstand.LUKKET, dag, _tell_closed(forloeb, fejl))
    if forloeb.pause is not None:
        return None
    if forloeb.tilstand is Sagstilstand.RYKKET and dag > find_sidste_dag(Trin.RYKKER, forloeb.siden):
        return move(forloeb, Sagstilstand.TIL_VURDERING, dag, "Fristen i rykkeren er løbet ud, og fejl står stadig.")
    if forloeb.tilstand is Sagstilstand.PAABUD_AFGJORT and explain_no_markering(forloeb, fejl, dag) is None:
        grund = "Påbuddets fire uger er løbet ud, og fejl i det står stadig: markering er mulig (SEL § 14, stk. 6)."
        return move(forloeb, Sagstilstand.MARKERING_MULIG, dag, grund)
    return None


def _reopen(forloeb: Forloeb, fejl: Fejlbillede, dag: date) -> Skift | None:
    if not fejl.aabne:
        return None
    return move(forloeb, Sagstilstand.NY, dag, "Der er fundet fejl igen; sagen begynder forfra.")


def _tell_closed(forloeb: Forloeb, fejl: Fejlbillede) -> str:
    if not fejl.findes:
        return "Tilbuddet står ikke længere på Tilbudsportalen."
    egne = forloeb.paabud.fejl if forloeb.paabud is not None else fejl.kendte or fejl.accepterede
    hvad = "Afvigelserne er accepteret." if egne & fejl.accepterede else TAK
    if forloeb.tilstand is Sagstilstand.MARKERET:
        return f"{hvad} Markeringen skal fjernes fra Tilbudsportalen."
    return hvad
