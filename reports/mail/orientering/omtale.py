"""How a weekly mail calls tilbud, and what it may quote of a finding: the one place that decides it."""

from domain.felter import FELTER
from reports.bevis import write_vaerdi
from reports.mail.orientering.model import Emne, Fundlinje
from reports.privatliv import explain_hidden
from reports.visning import rens

# The name of a firm is often its owner's; a weekly mail names no person, whatever the form of firm.
_ALDRIG = frozenset({"virksomhed", "navn"})


def write_emne(emne: Emne) -> str:
    """Give a tilbud by its number and name; of a § 109 tilbud by its number alone."""
    navn = "" if emne.er_beskyttet else rens(emne.navn, 80)
    nummer = f"Tilbud {rens(emne.tilbudsid, 40)}"
    return f"{nummer}, {navn}" if navn else nummer


def write_navn(emne: Emne) -> str:
    """Give a tilbud's name alone; empty for a § 109 tilbud."""
    return "" if emne.er_beskyttet else rens(emne.navn, 80)


def write_felt(fund: Fundlinje) -> str:
    """Give the field as the portal names it."""
    felt = FELTER.get(fund.regel.felt)
    return felt.etiket if felt else fund.regel.felt


def quote_vaerdi(fund: Fundlinje, value: str | None) -> str:
    """Give what stands in the field, or is proposed for it; empty when it may not be quoted."""
    return "" if _is_hidden(fund) else rens(write_vaerdi(fund.regel.felt, value), 200)


def quote_raekke(fund: Fundlinje) -> str:
    """Give which row of a dataudtræk a finding speaks of; empty for a § 109 tilbud."""
    return "" if fund.emne.er_beskyttet else rens(fund.raekke, 120)


def _is_hidden(fund: Fundlinje) -> bool:
    felt = FELTER.get(fund.regel.felt)
    skjult = explain_hidden(fund.regel.felt, er_beskyttet=fund.emne.er_beskyttet, er_personlig=fund.emne.er_personlig)
    personlig = fund.regel.felt in _ALDRIG or (felt is not None and felt.er_personlig)
    return fund.emne.er_beskyttet or personlig or skjult is not None
