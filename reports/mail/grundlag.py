"""What the night's mails rest on, read in one view of the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from domain.mailstatus import USENDTE
from domain.regel import Modtager, Regel
from domain.sagsforloeb import Pause
from reports.mail.adressat import Ejer, find_ejere
from reports.mail.historie import Historie, read_historie
from reports.mail.vagt import Mailvagt, find_nye_stop
from warehouse.queries.adressebog import load_adresser
from warehouse.queries.mailhistorie import Usendt, list_usendte
from warehouse.queries.mailvagt import Aabning, Indhold, Stop, list_aabninger, list_indhold, list_stop
from warehouse.queries.rapport_mail import Mailafdeling, Mailfund, is_released, list_mailafdelinger, list_mailfund
from warehouse.queries.rapport_tilstand import load_tilstand
from warehouse.sager.opfoelgning import list_pauser, list_rykkere


class _AfTilbud(Protocol):
    @property
    def tilbudsid(self) -> str: ...


T = TypeVar("T", bound=_AfTilbud)


@dataclass(frozen=True, kw_only=True)
class Grundlag:
    """The newest accepted snapshot with its control (at `bedoemt`), and all that decides who is written to.

    Maps are by tilbudsid, but `usendte` by owner and `indhold` by the key of an unsent mail. `rykkere` are due a
    reminder, the cases of `pauser` stand still. `stop` are the rules that are held out of mails, `nye_stop` those of
    them that are not written down yet.
    """

    snapshot_id: int
    dag: date
    bedoemt: datetime
    regler: Mapping[str, Regel]
    afdelinger: Mapping[str, Sequence[Mailafdeling]]
    ejere: Sequence[Ejer]
    fund: Mapping[str, Sequence[Mailfund]]
    historie: Historie
    usendte: Mapping[str, Usendt]
    indhold: Mapping[str, Indhold]
    er_frigivet: bool
    rykkere: frozenset[str]
    pauser: Mapping[str, Pause]
    stop: tuple[Aabning, ...]
    nye_stop: tuple[Aabning, ...]
    vagt: Mailvagt

    @property
    def stoppede(self) -> frozenset[str]:
        """The ids of the rules that are held out of mails."""
        return frozenset(aabning.regel for aabning in self.stop)


def read_grundlag(conn: Connection, regler: Sequence[Regel], vagt: Mailvagt) -> Grundlag | None:
    """Read it all; None when there is no snapshot, or the rules have not judged all there is yet."""
    tilstand = load_tilstand(conn)
    if tilstand.snapshot is None or tilstand.kontrol is None or not tilstand.kontrol.er_ny:
        return None
    til_tilbud = {regel.id: regel for regel in regler if Modtager.TILBUD in regel.modtagere}
    fund = list_mailfund(conn, tilstand.snapshot.id, sorted(til_tilbud))
    kendte = list_stop(conn)
    nye_stop = find_nye_stop(list_aabninger(conn, sorted(til_tilbud)), fund, kendte, vagt)
    afdelinger = _group(list_mailafdelinger(conn))
    usendte = list_usendte(conn)
    perioder = {tilstand.snapshot.dag.isoformat(), *(usendt.periode for usendt in usendte)}
    return Grundlag(
        snapshot_id=tilstand.snapshot.id,
        dag=tilstand.snapshot.dag,
        bedoemt=tilstand.kontrol.tidspunkt,
        regler=til_tilbud,
        afdelinger=afdelinger,
        ejere=find_ejere(afdelinger, load_adresser(conn)),
        fund=_group(fund),
        historie=read_historie(conn, perioder=perioder, snapshots=vagt.snapshots),
        usendte={usendt.adressat: usendt for usendt in usendte},
        indhold=list_indhold(conn, USENDTE),
        er_frigivet=is_released(conn),
        rykkere=list_rykkere(conn, tilstand.snapshot.dag),
        pauser=list_pauser(conn, tilstand.snapshot.dag),
        stop=(*_held(kendte), *nye_stop),
        nye_stop=nye_stop,
        vagt=vagt,
    )


def _held(kendte: Iterable[Stop]) -> Iterable[Aabning]:
    return (stop.aabning for stop in kendte if not stop.er_frigivet)


def _group(rows: Iterable[T]) -> dict[str, list[T]]:
    grupper: defaultdict[str, list[T]] = defaultdict(list)
    for row in rows:
        grupper[row.tilbudsid].append(row)
    return dict(grupper)
