"""What is shown of drawn units, in a workbook and in the form alike: taken from the register as the frame saw it."""

from collections.abc import Sequence

from sqlalchemy import Connection

from domain.felter import FELTER
from domain.stikproeve import Population
from sampling.ark.dokumentation import ask_for
from sampling.ark.model import Arkraekke
from sampling.ark.portalen import Enhedsbillede, describe_punkt
from sampling.ark.udtraekstekst import FAMILIEPUNKTER, UDTRAEKSPUNKTER
from warehouse.queries.stikproeve_portal import read_afdelinger, read_raekker
from warehouse.stikproever.kontrol import Kontrol
from warehouse.stikproever.versioner import read_gaeldende


def load_raekker(forbindelse: Connection, kontrol: Kontrol, enheder: Sequence[str]) -> tuple[Arkraekke, ...]:
    """Give a row per unit and item, in the order of the units given and of the control's items.

    Nothing of what the rules had flagged is read.
    """
    svar = read_gaeldende(forbindelse, kontrol, enheder)
    raekker = []
    for billede in _load_billeder(forbindelse, kontrol, enheder):
        for punkt in kontrol.punkter:
            version = svar.get((billede.enhed_id, punkt))
            raekker.append(
                Arkraekke(
                    enhed_id=billede.enhed_id,
                    navn=billede.navn,
                    link=billede.link,
                    punkt=punkt,
                    etiket=FELTER[punkt].etiket,
                    portalen=describe_punkt(punkt, billede),
                    spoerg=ask_for(punkt, er_familie=billede.er_familie, er_beskyttet=billede.er_beskyttet),
                    svar=None if version is None else version.svar,
                    version=0 if version is None else version.nummer,
                    svar_fra=None if version is None else version.sagsbehandler,
                )
            )
    return tuple(raekker)


def _load_billeder(forbindelse: Connection, kontrol: Kontrol, enheder: Sequence[str]) -> tuple[Enhedsbillede, ...]:
    if kontrol.ramme_snapshot_id is None or kontrol.ramme_dag is None:
        return ()
    familier = kontrol.population is Population.PLEJEFAMILIER
    kilder = FAMILIEPUNKTER if familier else UDTRAEKSPUNKTER
    entiteter = {kilder[punkt].entitet for punkt in kontrol.punkter if punkt in kilder}
    kolonne = "plejefamilieid" if familier else "tilbudsid"
    rows = {
        navn: read_raekker(forbindelse, navn, enheder, kolonne=kolonne, dag=kontrol.ramme_dag)
        for navn in sorted(entiteter | ({"plejefamilie"} if familier else set()))
    }
    afdelinger = {} if familier else read_afdelinger(forbindelse, kontrol.ramme_snapshot_id, enheder)
    return tuple(
        Enhedsbillede(
            enhed_id=enhed_id,
            afdelinger=afdelinger.get(enhed_id, ()),
            raekker={navn: None if alle is None else alle.get(enhed_id, ()) for navn, alle in rows.items()},
        )
        for enhed_id in enheder
    )
