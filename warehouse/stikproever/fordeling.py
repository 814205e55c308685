"""Who was given which drawn units, and the start of the caseworkers' part."""

from collections.abc import Mapping

from sqlalchemy import Connection, Engine

from domain.stikproeve import Stikproevetilstand
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import Kontrol, require_kontrol
from warehouse.stikproever.ramme import Rammeenhed, read_ramme
from warehouse.stikproever.sagsbehandlere import assign
from warehouse.stikproever.trin import Notat, advance, require_advance, write_note
from warehouse.stikproever.versioner import read_versioner
from warehouse.transaktion import writing


def list_udtrukne(forbindelse: Connection, kontrol: Kontrol) -> tuple[Rammeenhed, ...]:
    """Give the drawn units by stratum and order."""
    udtrukne = [en for en in read_ramme(forbindelse, kontrol) if en.er_udtrukket]
    return tuple(sorted(udtrukne, key=lambda en: (en.enhed.stratum, en.nummer_i_stratum or 0)))


def store_fordeling(engine: Engine, nummer: str, fordeling: Mapping[str, str], *, notat: Notat) -> bool:
    """Give drawn units their caseworker and start the work; tell whether anything was changed.

    The same again changes nothing.

    Raises:
        KontrolFejl: Nothing is drawn yet, the control is closed, or a unit that has answers would change hands.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        foer = {en.enhed.enhed_id: en.sagsbehandler for en in list_udtrukne(forbindelse, kontrol)}
        aendret = {enhed_id: hvem for enhed_id, hvem in fordeling.items() if foer.get(enhed_id) != hvem}
        if not aendret and kontrol.tilstand is not Stikproevetilstand.UDTRUKKET:
            return False
        if kontrol.tilstand is not Stikproevetilstand.I_GANG:
            require_advance(kontrol, Stikproevetilstand.I_GANG)
        besvarede = {enhed_id for enhed_id, _ in read_versioner(forbindelse, kontrol)}
        if besvarede & {enhed_id for enhed_id in aendret if foer.get(enhed_id) is not None}:
            raise KontrolFejl(
                f"Kontrol {kontrol.nummer} er fordelt, og der er givet svar. Skriv arkene uden --sagsbehandlere: "
                "så får hver sine egne sager igen, med de svar, der er givet."
            )
        assign(forbindelse, kontrol, aendret)
        if kontrol.tilstand is Stikproevetilstand.UDTRUKKET:
            advance(forbindelse, kontrol, Stikproevetilstand.I_GANG, notat=notat)
        elif aendret:
            write_note(forbindelse, kontrol.id, kontrol.tilstand, notat)
        return bool(aendret)
