"""What only a person may do to a case: each with a name, a reason, and where it ends a last day."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from domain.reference.sagstrin import Trin, find_sidste_dag
from domain.sag import NAVNE, Sagstilstand
from domain.sagsforloeb import (
    Fejlbillede,
    Forloeb,
    Paabud,
    Pause,
    Pauseart,
    SagFejl,
    Skift,
    explain_no_markering,
    find_egne,
    is_rykker_due,
    move,
)

SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Beslutning:
    """A person's decision: who (role or initials), on which day, and why.

    Raises:
        SagFejl: nobody, or the program itself, is said to decide, or no reason is given.
    """

    af: str
    dag: date
    grund: str

    def __post_init__(self) -> None:
        """Refuse a decision without a person or a reason."""
        if self.af.strip().casefold() in {"", SYSTEM}:
            raise SagFejl("Skriv med --hvem, hvem der beslutter: det gør mennesker, aldrig programmet.")
        if not self.grund.strip():
            raise SagFejl("Skriv med --grund hvorfor: det står i sagens notat.")


def tell_otherwise(forloeb: Forloeb, beslutning: Beslutning) -> Skift:
    """Note that the tilbud was told, or reminded, by other means than a mail (it may have no address)."""
    if forloeb.tilstand is Sagstilstand.NY:
        return move(forloeb, Sagstilstand.VARSLET, beslutning.dag, f"Tilbuddet har fået besked: {beslutning.grund}")
    if is_rykker_due(forloeb, beslutning.dag):
        return move(forloeb, Sagstilstand.RYKKET, beslutning.dag, f"Tilbuddet er rykket: {beslutning.grund}")
    raise SagFejl(f"Sagen er »{NAVNE[forloeb.tilstand]}«: tilbuddet skal ikke have besked eller rykkes nu.")


def decide_paabud(
    forloeb: Forloeb, fejl: Fejlbillede, beslutning: Beslutning, *, kan_paabydes: Collection[str]
) -> Skift:
    """Decide a påbud on the case's faults that stand and that one may be given for (SEL § 14 stk. 5).

    `kan_paabydes` names the findings whose rule rests on a duty that was read in the law. A fault that the tilbud was
    not told of, or that the newest accepted snapshot does not show, is never part of a påbud.
    """
    _require(forloeb, Sagstilstand.TIL_VURDERING)
    _require_no_pause(forloeb)
    navngivne = find_egne(forloeb, fejl) & fejl.set_nu & frozenset(kan_paabydes)
    if not navngivne:
        raise SagFejl(
            "Ingen af sagens fejl kan bære et påbud: de skal stå i det nyeste godkendte øjebliksbillede, og pligten "
            "skal være læst i loven."
        )
    skift = move(forloeb, Sagstilstand.PAABUD_AFGJORT, beslutning.dag, f"Der gives påbud: {beslutning.grund}")
    paabud = Paabud(afgjort=beslutning.dag, fejl=navngivne)
    return Skift(forloeb=replace(skift.forloeb, paabud=paabud), grund=skift.grund)


def register_delivery(forloeb: Forloeb, leveret: date, beslutning: Beslutning) -> Skift:
    """Note the day Digital Post delivered the påbud: the four weeks run from it. A wrong day can be corrected."""
    _require(forloeb, Sagstilstand.PAABUD_AFGJORT)
    paabud = forloeb.paabud
    if paabud is None:
        raise SagFejl("Der er ikke givet et påbud i sagen.")
    if not paabud.afgjort <= leveret <= beslutning.dag:
        raise SagFejl(
            f"Påbuddet kan ikke være leveret den {leveret:%d-%m-%Y}: det er afgjort den {paabud.afgjort:%d-%m-%Y}, og "
            f"i dag er det den {beslutning.dag:%d-%m-%Y}."
        )
    sidste = find_sidste_dag(Trin.PAABUD, leveret)
    grund = (
        f"Påbuddet er leveret i Digital Post den {leveret:%d-%m-%Y}. Det kan følges til og med {sidste:%d-%m-%Y} "
        f"(SEL § 14, stk. 6). {beslutning.grund}"
    )
    return Skift(forloeb=replace(forloeb, paabud=replace(paabud, leveret=leveret)), grund=grund)


def decide_markering(forloeb: Forloeb, fejl: Fejlbillede, beslutning: Beslutning) -> Skift:
    """Decide that the tilbud is marked on the portal; refused unless SEL § 14 stk. 6 allows it on that day."""
    _require(forloeb, Sagstilstand.MARKERING_MULIG)
    hindring = explain_no_markering(forloeb, fejl, beslutning.dag)
    if hindring is not None:
        raise SagFejl(f"Tilbuddet kan ikke markeres: {hindring}")
    return move(forloeb, Sagstilstand.MARKERET, beslutning.dag, f"Tilbuddet markeres: {beslutning.grund}")


def set_pause(forloeb: Forloeb, pause: Pause, beslutning: Beslutning) -> Skift:
    """Let a case stand still to a day: postponed, or the tilbud disputes what was found."""
    if forloeb.tilstand in {Sagstilstand.LUKKET, Sagstilstand.MARKERET}:
        raise SagFejl(f"Sagen er »{NAVNE[forloeb.tilstand]}« og kan ikke sættes i bero.")
    check_til(Trin.UDSAETTELSE, pause.til, beslutning.dag)
    hvad = "Sagen er udsat" if pause.art is Pauseart.UDSAT else "Tilbuddet er uenigt; sagen er i bero"
    grund = f"{hvad} til og med {pause.til:%d-%m-%Y}: {beslutning.grund}"
    return Skift(forloeb=replace(forloeb, pause=pause), grund=grund)


def resume(forloeb: Forloeb, beslutning: Beslutning) -> Skift:
    """Let a case that stands still go on."""
    if forloeb.pause is None:
        raise SagFejl("Sagen er ikke sat i bero.")
    return Skift(forloeb=replace(forloeb, pause=None), grund=f"Sagen er genoptaget: {beslutning.grund}")


def check_til(trin: Trin, til: date, dag: date) -> None:
    """Hold a last day against the choice's longest time. Raises SagFejl when it is past or too far off."""
    hoejst = find_sidste_dag(trin, dag)
    if not dag <= til <= hoejst:
        raise SagFejl(f"Slutdagen {til:%d-%m-%Y} kan ikke bruges: vælg en dag fra i dag til {hoejst:%d-%m-%Y}.")


def _require(forloeb: Forloeb, tilstand: Sagstilstand) -> None:
    if forloeb.tilstand is not tilstand:
        raise SagFejl(
            f"Sagen er »{NAVNE[forloeb.tilstand]}«; det kan kun gøres, når den er »{NAVNE[tilstand]}«. "
            "Se sagen med »tilbudstjek sag vis«."
        )


def _require_no_pause(forloeb: Forloeb) -> None:
    if forloeb.pause is not None:
        raise SagFejl(f"Sagen er i bero til og med {forloeb.pause.til:%d-%m-%Y}. Genoptag den først.")
