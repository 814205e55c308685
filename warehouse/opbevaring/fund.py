"""Mended findings, and what runs and controls leave behind to be explained by."""

from datetime import date

from sqlalchemy import ColumnElement, exists, func, select

from domain.sag import Sagstilstand
from warehouse.koersel import I_GANG
from warehouse.opbevaring.emne import Emne, begin_of, last_snapshot_before
from warehouse.opbevaring.register import AFVIGELSE
from warehouse.tables import table_of
from warehouse.tables.afvigelse import AfvigelseHaendelse, Kontrol, Regelkoersel
from warehouse.tables.koersel import GateProeve, Koersel, Sideafvigelse, Snapshot
from warehouse.tables.mailvagt import MailAfvigelse
from warehouse.tables.opfoelgning import Sag, SagPaabudFejl
from warehouse.tables.udtraek import Udtraek

_SAG = table_of(Sag)
_PAABUDT = table_of(SagPaabudFejl)
_KOERSEL = table_of(Koersel)
_PROEVE = table_of(GateProeve)
_SIDE = table_of(Sideafvigelse)
_SNAPSHOT = table_of(Snapshot)
_UDTRAEK = table_of(Udtraek)
_KONTROL = table_of(Kontrol)
_REGELKOERSEL = table_of(Regelkoersel)


def _mended(graense: date) -> list[ColumnElement[bool]]:
    f = AFVIGELSE.c
    aaben_sag = exists().where(_SAG.c.tilbudsid == f.tilbudsid, _SAG.c.tilstand != Sagstilstand.LUKKET.value)
    return [
        f.status == "lukket",
        f.lukket_af <= last_snapshot_before(graense),
        ~exists().where(_PAABUDT.c.noegle == f.noegle),
        ~aaben_sag,
    ]


def _left_nothing(graense: date) -> list[ColumnElement[bool]]:
    return [
        _KOERSEL.c.start < begin_of(graense),
        _KOERSEL.c.status != I_GANG,
        ~exists().where(_SNAPSHOT.c.koersel_id == _KOERSEL.c.id),
        ~exists().where(_UDTRAEK.c.koersel_id == _KOERSEL.c.id),
    ]


def _of_old_runs(kolonne: ColumnElement[str], graense: date) -> list[ColumnElement[bool]]:
    """Say of what the gate wrote that its run is old, and not the newest accepted of the pages or of an entity."""
    gamle = select(_KOERSEL.c.id).where(_KOERSEL.c.start < begin_of(graense))
    nyeste = select(func.max(_SNAPSHOT.c.id)).scalar_subquery()
    nyeste_udtraek = select(func.max(_UDTRAEK.c.id)).group_by(_UDTRAEK.c.entitet)
    return [
        kolonne.in_(gamle),
        kolonne.not_in(select(_SNAPSHOT.c.koersel_id).where(_SNAPSHOT.c.id == nyeste)),
        kolonne.not_in(select(_UDTRAEK.c.koersel_id).where(_UDTRAEK.c.id.in_(nyeste_udtraek))),
    ]


def _of_old_controls(graense: date) -> list[ColumnElement[bool]]:
    gamle = select(_KONTROL.c.id).where(_KONTROL.c.tidspunkt < begin_of(graense))
    return [
        _REGELKOERSEL.c.kontrol_id.in_(gamle),
        _REGELKOERSEL.c.kontrol_id < select(func.max(_KONTROL.c.id)).scalar_subquery(),
    ]


EMNER = (
    Emne(
        hvad="afvigelse",
        tabel=AFVIGELSE,
        for_gamle=_mended,
        noegle=("noegle",),
        boern=(table_of(MailAfvigelse).c.afvigelse_id, table_of(AfvigelseHaendelse).c.afvigelse_id),
    ),
    Emne(
        hvad="koersel",
        tabel=_KOERSEL,
        for_gamle=_left_nothing,
        boern=(_PROEVE.c.koersel_id, _SIDE.c.koersel_id),
    ),
    Emne(hvad="gate_proeve", tabel=_PROEVE, for_gamle=lambda dag: _of_old_runs(_PROEVE.c.koersel_id, dag)),
    Emne(hvad="gate_proeve", tabel=_SIDE, for_gamle=lambda dag: _of_old_runs(_SIDE.c.koersel_id, dag)),
    Emne(hvad="regelkoersel", tabel=_REGELKOERSEL, for_gamle=_of_old_controls),
)
