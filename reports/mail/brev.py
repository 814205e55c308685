"""What a mail says, before it is set as plain text or HTML."""

from dataclasses import dataclass

from reports.mail.brevdele import Del, Oversigt, make_dele, make_oversigt
from reports.mail.brevgrundlag import find_senest
from reports.mail.indhold import Brevgrundlag, Trin
from reports.mail.ordlyd import Omfang, write_emne, write_hilsen, write_indledning, write_slutning
from reports.mail.stof import Stof, follows_another, make_stof
from reports.mail.tak import Tak, make_tak


@dataclass(frozen=True, kw_only=True)
class Brev:
    """A whole mail in words; `tak` is said before everything else."""

    emne: str
    hilsen: str
    tak: Tak | None
    indledning: tuple[str, ...]
    oversigt: Oversigt | None
    dele: tuple[Del, ...]
    slutning: tuple[str, ...]
    svar_til: str


def make_brev(grundlag: Brevgrundlag) -> Brev:
    """Put a mail into words: at most twenty faults, the worst, tilbud by tilbud.

    Raises:
        ValueError: there is nothing to tell: no fault, or for a mail of thanks no tilbud.
    """
    stof = make_stof(grundlag)
    if not grundlag.dele or not (stof.fejl or grundlag.trin is Trin.TAK):
        raise ValueError("A mail must tell of a fault, or thank a tilbud.")
    grupper, omfang = stof.grupper, _measure(grundlag, stof)
    return Brev(
        emne=write_emne(grundlag, omfang),
        hilsen=write_hilsen(omfang),
        tak=make_tak(grundlag),
        indledning=write_indledning(grundlag, omfang),
        oversigt=make_oversigt(grupper),
        dele=make_dele(grupper, trin=grundlag.trin, rykkes_til=find_senest(Trin.RYKKER, grundlag.dag))
        if grupper
        else (),
        slutning=write_slutning(grundlag, omfang),
        svar_til=grundlag.svar_til,
    )


def _measure(grundlag: Brevgrundlag, stof: Stof) -> Omfang:
    return Omfang(
        dele=tuple(gruppe.fejl[0].del_ for gruppe in stof.grupper) or grundlag.dele,
        fejl=len(stof.fejl),
        viste=len(stof.viste),
        har_regneark=stof.har_regneark,
        foelger_andre=follows_another(grundlag),
    )
