"""What a dataudtræk holds: one entity per kind of row, with its key and its typed columns."""

from domain.entiteter.model import Art, Entitetstype, Kolonne, Raekke
from domain.entiteter.oekonomi import BELAEGNING, BUDGET, NOEGLETAL, PLADS, TAKST
from domain.entiteter.tilbud import PLEJEFAMILIE, TILBUD
from domain.entiteter.tilsyn import KVALITETSSCORE, SANKTION, TILSYNSBESOEG

_ALLE = (
    TILBUD,
    TAKST,
    PLADS,
    BELAEGNING,
    BUDGET,
    NOEGLETAL,
    TILSYNSBESOEG,
    KVALITETSSCORE,
    SANKTION,
    PLEJEFAMILIE,
)

# By name. The register's own afdelinger come in a dataudtræk too, but as records of `domain.afdeling`.
ENTITETER = {entitet.navn: entitet for entitet in _ALLE}

__all__ = ["ENTITETER", "Art", "Entitetstype", "Kolonne", "Raekke"]
