"""What pages may show of what the register says: decided here and nowhere else."""

from functools import cache

from domain.reference import load_virksomhedsformer
from domain.tekst import fold

_PERSONER = ("telefon", "email", "leder", "kontaktperson")
# The P-nummer too: the CVR register gives the place of production behind it, with its street.
_STED = ("adresse", "postn", "by", "p_nummer")
_EJER = ("cvr", "p_nummer", "virksomhed")

SKJULT_PERSON = "vises ikke (personoplysning)"
SKJULT_STED = "vises ikke (krisecenter)"
SKJULT_EJER = "vises ikke (personligt ejet virksomhed)"


def explain_hidden(navn: str, *, er_beskyttet: bool, er_personlig: bool) -> str | None:
    """Give why the value of a field (or of a proof column) is not shown, or None when it may be.

    `er_beskyttet`: a § 109 tilbud, of which nothing that tells where it lies is shown beside a finding.
    `er_personlig`: a firm that is one person's, whose number and name are that person's (GDPR art. 4 nr. 1).
    """
    if _speaks_of(navn, _PERSONER):
        return SKJULT_PERSON
    if er_beskyttet and _speaks_of(navn, _STED):
        return SKJULT_STED
    if er_personlig and _speaks_of(navn, _EJER) and navn != "virksomhedsform":
        return SKJULT_EJER
    return None


def _speaks_of(navn: str, ord_: tuple[str, ...]) -> bool:
    return any(et in navn for et in ord_)


@cache
def list_personlige_former() -> frozenset[str]:
    """Give the folded forms of firm that belong to persons."""
    return frozenset(fold(form.tekst) for form in load_virksomhedsformer() if form.er_personlig)
