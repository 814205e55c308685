"""What the mails are made of: whom there is to write to, about what, and when each was last written to."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from domain.afvigelse import Status
from warehouse.kopi.genoptag import ALARM as GENDANNET
from warehouse.queries.mailhistorie import EJER, list_tilbud_i
from warehouse.queries.rapport_views import (
    AFVIGELSE,
    HAENDELSE,
    MAIL,
    NU_AFDELING,
    NU_TILBUD,
    alvor_rang,
    id_orden,
)
from warehouse.tables import METADATA

_ALARM = METADATA.tables["alarm"]
_FUND = (
    *("id", "tilbudsid", "afdelingsid", "regel", "alvor", "felt", "vaerdi", "forslag", "raekke", "bevis"),
    "set_i_traek",
)


@dataclass(frozen=True, kw_only=True)
class Mailafdeling:
    """One live afdeling as a mail needs it; the form of firm is folded."""

    tilbudsid: str
    afdelingsid: str
    navn: str | None
    email: str | None
    tilsyn_art: str | None
    tilsyn_kode: str | None
    tilsynsmyndighed: str | None
    er_beskyttet: bool
    virksomhedsform_foldet: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailfund:
    """One finding that is open, or that a person accepted (`er_accepteret`).

    `er_set` tells whether the newest snapshot itself showed it, `set_i_traek` how many accepted snapshots in a row did.
    `raekke` says which row of a dataudtræk it speaks of, `bevis` is JSON, `aendret_i` the snapshot that last opened it.
    """

    id: int

    tilbudsid: str
    afdelingsid: str | None
    regel: str
    alvor: str
    felt: str
    vaerdi: str | None
    forslag: str | None
    raekke: str | None
    bevis: str
    aendret_i: int
    er_accepteret: bool
    er_set: bool
    set_i_traek: int

    @property
    def navn(self) -> tuple[int, int]:
        """What a mail remembers it by: a finding that was mended and came back is another."""
        return self.id, self.aendret_i


def list_mailafdelinger(conn: Connection) -> tuple[Mailafdeling, ...]:
    """Give every live afdeling, by tilbud and id. A tilbud with any protected afdeling is protected as a whole."""
    navne = ("afdelingsid", "navn", "email", "tilsyn_art", "tilsyn_kode", "tilsynsmyndighed", "virksomhedsform_foldet")
    query = (
        select(NU_TILBUD.c.tilbudsid, *(NU_AFDELING.c[navn] for navn in navne), NU_TILBUD.c.er_beskyttet)
        .join(NU_AFDELING, NU_AFDELING.c.tilbudsid == NU_TILBUD.c.tilbudsid)
        .order_by(*id_orden(NU_TILBUD.c.tilbudsid), *id_orden(NU_AFDELING.c.afdelingsid))
    )
    return tuple(Mailafdeling(**row) for row in conn.execute(query).mappings())


def list_mailfund(conn: Connection, snapshot_id: int, regler: Collection[str]) -> tuple[Mailfund, ...]:
    """Give the open and the accepted findings of `regler` about live tilbud, worst first.

    One about a socialtilsyn's plejefamilier is left out: nobody is written to about them.
    """
    # Put together here: SQLite goes through the views anew for every finding when they are joined to them.
    sete = _read_sete(conn)
    aabnet = _read_aabnet(conn)
    levende = {tilbudsid for tilbudsid, afdelingsid in sete if afdelingsid is None}
    return tuple(
        Mailfund(
            **{navn: row[navn] for navn in _FUND},
            aendret_i=aabnet.get(row["id"], row["foerst_set"]),
            er_accepteret=row["status"] == Status.ACCEPTERET.value,
            er_set=row["sidst_set"] == snapshot_id and sete.get((row["tilbudsid"], row["afdelingsid"]), False),
        )
        for row in conn.execute(_select_fund(regler)).mappings()
        if row["tilbudsid"] in levende
    )


def _select_fund(regler: Collection[str]) -> Select[Any]:
    navne = (*_FUND, "status", "foerst_set", "sidst_set")
    return (
        select(*(AFVIGELSE.c[navn] for navn in navne))
        .where(AFVIGELSE.c.status.in_((Status.AABEN.value, Status.ACCEPTERET.value)), AFVIGELSE.c.regel.in_(regler))
        .order_by(
            alvor_rang(AFVIGELSE.c.alvor),
            AFVIGELSE.c.regel,
            *id_orden(func.coalesce(AFVIGELSE.c.afdelingsid, "")),
            func.coalesce(AFVIGELSE.c.raekke, ""),
        )
    )


def _read_sete(conn: Connection) -> dict[tuple[str, str | None], bool]:
    """Give whether the newest snapshot showed each live afdeling, and (by None) all of each live tilbud."""
    afdelinger = select(NU_AFDELING.c.tilbudsid, NU_AFDELING.c.afdelingsid, NU_AFDELING.c.er_set)
    tilbud = select(NU_TILBUD.c.tilbudsid, NU_TILBUD.c.alle_set)
    sete: dict[tuple[str, str | None], bool] = {(t, a): bool(er_set) for t, a, er_set in conn.execute(afdelinger)}
    return sete | {(t, None): bool(alle_set) for t, alle_set in conn.execute(tilbud)}


def _read_aabnet(conn: Connection) -> dict[int, int]:
    """Give the snapshot that last opened each finding."""
    query = select(HAENDELSE.c.afvigelse_id, func.max(HAENDELSE.c.snapshot_id).label("snapshot_id"))
    query = query.where(HAENDELSE.c.haendelse.in_(("aabnet", "genaabnet"))).group_by(HAENDELSE.c.afvigelse_id)
    return {row.afvigelse_id: row.snapshot_id for row in conn.execute(query)}


def is_released(conn: Connection) -> bool:
    """Tell whether a person has ever released mails of this register, and since it was last put back from a backup."""
    if conn.execute(select(_ALARM.c.id).where(_ALARM.c.slags == GENDANNET, _ALARM.c.lukket.is_(None)).limit(1)).first():
        return False
    return conn.execute(select(MAIL.c.id).where(MAIL.c.status != "afventer").limit(1)).first() is not None


def list_udbakke(conn: Connection) -> tuple[dict[str, Any], ...]:
    """Give every mail, newest first, without its recipient's address and its text.

    `tilbud` are the ids of those it tells of, `modtagerart` is `ejer`, `socialtilsyn` or `kommune`, and `myndighed` the
    code of an authority (None for an owner).
    """
    navne = (
        *("id", "noegle", "periode", "trin", "emne", "status", "oprettet", "sendt", "fil"),
        *("antal_forsoeg", "naeste_forsoeg", "fejl"),
    )
    tilbud = list_tilbud_i(conn)
    myndighed = case((MAIL.c.art == EJER, None), else_=MAIL.c.adressat).label("myndighed")
    kolonner = (*(MAIL.c[navn] for navn in navne), MAIL.c.art.label("modtagerart"), myndighed)
    rows = conn.execute(select(*kolonner).order_by(MAIL.c.id.desc())).mappings()
    return tuple({**row, "tilbud": list(tilbud.get(row["noegle"], ()))} for row in rows)
