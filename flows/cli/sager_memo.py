"""What `sag udkast --memo` needs before the message can be written: its library, and who it is from."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from flows.settings import Indstillinger

if TYPE_CHECKING:
    from reports.paabud.memo import Afsender

_BIBLIOTEK = "python_serviceplatformen"
_CVR = "TILBUDSTJEK_PAABUD_AFSENDER_CVR"
_NAVN = "TILBUDSTJEK_PAABUD_AFSENDER_NAVN"


def find_afsender(indstillinger: Indstillinger) -> "Afsender":
    """Give the authority that MeMo messages are from.

    Raises:
        RapportFejl: the library of the format is not here, or a setting is missing or wrong; the message says which.
    """
    from domain.kontakt import passes_modulus_11
    from reports.fejl import RapportFejl
    from reports.visning import rens

    if find_spec(_BIBLIOTEK) is None:
        raise RapportFejl(
            "MeMo-filen er ikke skrevet: biblioteket til MeMo (python-serviceplatformen) er ikke her; det findes kun "
            "til Python 3.11 og 3.12. Brug pakken, eller kør programmet på en af dem."
        )
    cvr, navn = indstillinger.paabud_afsender_cvr.strip(), rens(indstillinger.paabud_afsender_navn)
    felter = {_CVR: cvr, _NAVN: navn}
    mangler = [felt for felt, vaerdi in felter.items() if not vaerdi]
    if mangler:
        raise RapportFejl(
            f"MeMo-filen er ikke skrevet: sæt {' og '.join(mangler)} (docs/drift.md), og kør kommandoen igen. Pakken "
            "er skrevet som ellers."
        )
    if not passes_modulus_11(cvr):
        raise RapportFejl(
            f"MeMo-filen er ikke skrevet: {_CVR} er ikke et CVR-nummer på otte cifre, som opfylder modulus 11. Ret "
            "den, og kør kommandoen igen. Pakken er skrevet som ellers."
        )
    from reports.paabud.memo import Afsender

    return Afsender(cvr=cvr, navn=navn)
