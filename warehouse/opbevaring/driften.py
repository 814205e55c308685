"""What the operation itself leaves: acts of persons, keys that are closed, decisions on rules, alarms that are over."""

from sqlalchemy import func, or_, select

from warehouse.opbevaring.emne import Emne, begin_of
from warehouse.tables import table_of
from warehouse.tables.drift import Alarm
from warehouse.tables.mailvagt import Regelstop
from warehouse.tables.webadgang import Adgangslog, ApiNoegle

_LOG = table_of(Adgangslog)
_NOEGLE = table_of(ApiNoegle)
_STOP = table_of(Regelstop)
_ALARM = table_of(Alarm)
_NEWEST = select(func.max(_LOG.c.id)).scalar_subquery()

EMNER = (
    Emne(
        hvad="adgangslog",
        tabel=_LOG,
        # The newest row stays: SQLite would give its number to the next, and the chain says that one was deleted.
        for_gamle=lambda graense: [_LOG.c.tidspunkt < begin_of(graense), _LOG.c.id < _NEWEST],
    ),
    Emne(
        hvad="api_noegle",
        tabel=_NOEGLE,
        for_gamle=lambda graense: [or_(_NOEGLE.c.lukket < begin_of(graense), _NOEGLE.c.udloeber < begin_of(graense))],
    ),
    Emne(hvad="regelstop", tabel=_STOP, for_gamle=lambda graense: [_STOP.c.frigivet < begin_of(graense)]),
    Emne(hvad="alarm", tabel=_ALARM, for_gamle=lambda graense: [_ALARM.c.lukket < begin_of(graense)]),
)
