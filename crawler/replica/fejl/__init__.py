"""Faults to plant, one module for each area of rules."""

from crawler.replica.fejl.adresse import ADRESSE
from crawler.replica.fejl.art import Fejlart, Gruppe, Omfang, Plantet, Plantning
from crawler.replica.fejl.dar import DAR
from crawler.replica.fejl.flere import FLERE
from crawler.replica.fejl.identitet import IDENTITET
from crawler.replica.fejl.kontakt import KONTAKT
from crawler.replica.fejl.pladser import PLADSER
from crawler.replica.fejl.tilbudstype import TILBUDSTYPE
from crawler.replica.fejl.tilsyn import TILSYN

# Those that fit few tilbud come first, so that a small register has room for one of each.
FEJLARTER: tuple[Fejlart, ...] = tuple(
    sorted(
        (*IDENTITET, *TILSYN, *TILBUDSTYPE, *PLADSER, *ADRESSE, *DAR, *KONTAKT, *FLERE),
        key=lambda art: (art.omfang.rang, not art.er_kraesen),
    )
)

__all__ = ["FEJLARTER", "FLERE", "Fejlart", "Gruppe", "Omfang", "Plantet", "Plantning"]
