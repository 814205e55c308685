"""A year of nights over a loaded register: what changed, what the rules said, who was written to, as a night keeps it.

The findings go through the real writer, so that every table a control fills is filled; the rest is written in bulk.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert, text

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from domain.regel import Alvor, Entitet, Regel
from domain.tid import find_dag
from warehouse.findings import record_kontrol
from warehouse.tables import table_of
from warehouse.tables.koersel import GateProeve, Koersel, Snapshot

Row = dict[str, Any]

# So many findings are open on an ordinary night, and one lives this many nights before it is mended.
AABNE, LEVETID = 3000, 60
AENDREDE_PR_NAT = 12
_VAEGT = {Alvor.KRITISK: 1, Alvor.ALVORLIG: 4, Alvor.ADVARSEL: 3}
_PROEVER = 15
# Every so many nights one is refused at the door: a gap in the course, as there are in life.
_AFVIST_HVER = 40

_KOERSEL, _SNAPSHOT, _PROEVE = table_of(Koersel), table_of(Snapshot), table_of(GateProeve)


@dataclass(frozen=True, kw_only=True)
class Aarsplan:
    """The first night, and how many come after it.

    `faktor` is how many times a national register it is; a finding lives `levetid` nights, and `aendrede` afdelinger
    change each night.
    """

    foerste: datetime
    naetter: int
    faktor: int = 1
    levetid: int = LEVETID
    aendrede: int = AENDREDE_PR_NAT

    def find_nat(self, nummer: int) -> datetime:
        """Give the time of a night; 0 is the first."""
        return self.foerste + timedelta(days=nummer)


class Fundliv:
    """Findings that are opened and mended by chance, round about as many of them every night."""

    def __init__(
        self, plan: Aarsplan, regler: Sequence[Regel], afdelinger: Sequence[tuple[str, str]], rng: random.Random
    ) -> None:
        """Take the rules in use, and the afdelinger as (tilbudsid, afdelingsid)."""
        self._plan = plan
        self._regler = {regel.id: regel for regel in regler if regel.entitet in {Entitet.AFDELING, Entitet.TILBUD}}
        self._vaegte = [_VAEGT[regel.alvor] * rng.lognormvariate(0, 1.2) for regel in self._regler.values()]
        self._afdelinger = afdelinger
        self._rng = rng
        self._aabne: dict[str, Fund] = {}
        self._mendede: list[Fund] = []

    def live(self) -> Sequence[Fund]:
        """Go on a night, and give what is found then."""
        rettes = [noegle for noegle in self._aabne if self._rng.random() < 1 / self._plan.levetid]
        self._mendede += [self._aabne.pop(noegle) for noegle in rettes]
        while len(self._aabne) < AABNE * self._plan.faktor:
            fund = self._break()
            self._aabne[fund.noegle] = fund
        return tuple(self._aabne.values())

    def _break(self) -> Fund:
        # One in twenty comes back: somebody wrote the old value again.
        if self._mendede and self._rng.random() < 0.05:  # noqa: PLR2004
            return self._rng.choice(self._mendede)
        regel = self._rng.choices(tuple(self._regler.values()), self._vaegte)[0]
        tilbudsid, afdelingsid = self._rng.choice(self._afdelinger)
        return Fund(
            regel=regel.id,
            tilbudsid=tilbudsid,
            afdelingsid=afdelingsid if regel.entitet is Entitet.AFDELING else None,
            felt=regel.felt,
            vaerdi="Sådan står der",
            forslag="Sådan burde der stå" if self._rng.random() < 1 / 3 else None,
            bevis={"postnummer": "5000", "by": "Odense C"},
        )


def play_year(engine: Engine, plan: Aarsplan, regler: Sequence[Regel], *, seed: int) -> None:
    """Play the nights after the first, which must have been loaded and judged."""
    rng = random.Random(seed)  # noqa: S311
    with engine.begin() as conn:
        afdelinger = [(row[0], row[1]) for row in conn.execute(text("SELECT tilbudsid, afdelingsid FROM nu_afdeling"))]
        stamme = _read_row(conn, "SELECT * FROM koersel ORDER BY start LIMIT 1")
        billede = _read_row(conn, "SELECT * FROM snapshot ORDER BY id LIMIT 1")
    liv = Fundliv(plan, regler, afdelinger, rng)
    for nummer in range(1, plan.naetter + 1):
        nat = plan.find_nat(nummer)
        fund = liv.live()
        with engine.begin() as conn:
            snapshot_id = _write_night(conn, nat, stamme, billede, er_afvist=nummer % _AFVIST_HVER == 0)
            if snapshot_id is not None:
                change_afdelinger(conn, snapshot_id, rng.sample(afdelinger, min(plan.aendrede, len(afdelinger))))
        if snapshot_id is not None:
            record_kontrol(engine, make_resultat(snapshot_id, regler, fund), nu=nat)


def make_resultat(snapshot_id: int, regler: Sequence[Regel], fund: Sequence[Fund]) -> Kontrolresultat:
    """Lay findings out by rule, as a run of the rules gives them."""
    pr_regel: dict[str, list[Fund]] = {regel.id: [] for regel in regler}
    for et in fund:
        pr_regel[et.regel].append(et)
    return Kontrolresultat(
        snapshot_id=snapshot_id,
        regler=tuple(
            Regelresultat(regel=regel.id, alvor=regel.alvor.value, fund=tuple(pr_regel[regel.id]), sekunder=0.04)
            for regel in regler
        ),
    )


def change_afdelinger(conn: Connection, snapshot_id: int, noegler: Sequence[tuple[str, str]]) -> None:
    """Give afdelinger a new version, which differs in its telephone number, and say that all were seen."""
    for tilbudsid, afdelingsid in noegler:
        valg = {"t": tilbudsid, "a": afdelingsid, "s": snapshot_id}
        gammel = _read_row(
            conn, "SELECT * FROM afdeling WHERE tilbudsid = :t AND afdelingsid = :a AND gyldig_til IS NULL", valg
        )
        conn.execute(text("UPDATE afdeling SET gyldig_til = :s WHERE id = :id"), {"s": snapshot_id, "id": gammel["id"]})
        ny = {**gammel, "gyldig_fra": snapshot_id, "telefon": f"3240{snapshot_id:04d}", "sha256": f"{snapshot_id:064d}"}
        del ny["id"]
        nyt_id = _insert(conn, "afdeling", ny)
        for tabel in ("afledt_afdeling", "afdeling_navn", "afdeling_paragraf"):
            for row in _rows(conn, f"SELECT * FROM {tabel} WHERE afdeling_id = :id", {"id": gammel["id"]}):
                _insert(conn, tabel, {**{k: v for k, v in row.items() if k != "id"}, "afdeling_id": nyt_id})
    conn.execute(text("UPDATE afdeling_liv SET sidst_set = :s WHERE ophoert IS NULL"), {"s": snapshot_id})


def _write_night(
    conn: Connection, nat: datetime, stamme: Mapping[str, Any], billede: Mapping[str, Any], *, er_afvist: bool
) -> int | None:
    koersel_id = f"nat-{nat:%Y%m%d}"
    sluttet = nat + timedelta(hours=1)
    egne = {"status": "afvist", "aarsag": "Der er for få afdelinger."} if er_afvist else {}
    koersel = {**stamme, **egne, "id": koersel_id, "start": nat, "slut": sluttet, "dump_sha256": f"sha-{nat:%Y%m%d}"}
    conn.execute(insert(_KOERSEL).values(koersel))
    conn.execute(insert(_PROEVE), list(_proever(koersel_id, er_afvist=er_afvist)))
    if er_afvist:
        return None
    dag: date = find_dag(nat)
    snapshot = {
        **{k: v for k, v in billede.items() if k != "id"},
        "koersel_id": koersel_id,
        "tidspunkt": nat,
        "dag": dag,
        "dag_nr": dag.toordinal(),
        "aar": dag.year,
        "dump_sha256": koersel["dump_sha256"],
    }
    return int(conn.execute(insert(_SNAPSHOT).values(snapshot).returning(_SNAPSHOT.c.id)).scalar_one())


def _proever(koersel_id: str, *, er_afvist: bool) -> Iterator[Row]:
    for nummer in range(_PROEVER):
        er_gaaet_galt = er_afvist and nummer == 0
        yield {
            "koersel_id": koersel_id,
            "navn": f"proeve_{nummer}",
            "bestaaet": not er_gaaet_galt,
            "maalt": json.dumps(17 if er_gaaet_galt else 3533),
            "graense": "mindst 3.000",
            "tekst": "Der skal være omtrent lige så mange afdelinger som i går.",
            "kan_tilsidesaettes": True,
        }


def _read_row(conn: Connection, sql: str, valg: Mapping[str, Any] | None = None) -> Row:
    return next(_rows(conn, sql, valg))


def _rows(conn: Connection, sql: str, valg: Mapping[str, Any] | None = None) -> Iterator[Row]:
    return (dict(row) for row in conn.execute(text(sql), dict(valg or {})).mappings().all())


def _insert(conn: Connection, tabel: str, row: Row) -> int:
    felter = ", ".join(f'"{navn}"' for navn in row)
    pladser = ", ".join(f":{navn}" for navn in row)
    return int(conn.execute(text(f"INSERT INTO {tabel} ({felter}) VALUES ({pladser})"), row).lastrowid)
