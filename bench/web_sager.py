"""Cases, mails and looks of a year, written in bulk as the program would have left them."""

import hashlib
import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, insert, text

from bench.web_aar import Aarsplan
from domain.sag import Sagstilstand
from warehouse.tables import table_of
from warehouse.tables.brevveksling import MailTilbud
from warehouse.tables.mailvagt import MailAfvigelse
from warehouse.tables.opfoelgning import Mail, Sag, SagHaendelse
from warehouse.tables.webadgang import Adgangslog

Row = dict[str, Any]

MAILS_PR_NAT, SET_PR_DAG = 20, 150
_TILSTANDE = {
    Sagstilstand.VARSLET: 40,
    Sagstilstand.RYKKET: 15,
    Sagstilstand.TIL_VURDERING: 4,
    Sagstilstand.LUKKET: 41,
}
_STIGE = (Sagstilstand.NY, Sagstilstand.VARSLET, Sagstilstand.RYKKET, Sagstilstand.TIL_VURDERING)
_MODTAGER = "kontakt@tilbud.example.org"
_TEKST = "I jeres oplysninger på Tilbudsportalen er der noget, der ikke stemmer. Ret det i jeres indberetning.\n" * 40


def write_sager(engine: Engine, plan: Aarsplan, *, seed: int) -> None:
    """Give every tilbud that ever had a finding a case, and its mails."""
    rng = random.Random(seed)  # noqa: S311
    with engine.begin() as conn:
        tilbud = list(conn.scalars(text("SELECT DISTINCT tilbudsid FROM afvigelse ORDER BY tilbudsid")))
        tilbud = [x for x in tilbud if ":" not in x]
        fund = _read_fund(conn)
        for tilbudsid in tilbud:
            _write_sag(conn, tilbudsid, plan, rng)
        _write_mails(conn, plan, tilbud, fund, rng)


def write_adgange(engine: Engine, plan: Aarsplan, *, seed: int) -> None:
    """Let caseworkers look at contact data every day of the year."""
    rng = random.Random(seed)  # noqa: S311
    rows = [
        {
            "tidspunkt": plan.find_nat(nat) + timedelta(hours=8, minutes=rng.randrange(480)),
            "bruger": rng.choice(("KL", "AB", "MN")),
            "rolle": "sagsbehandler",
            "handling": "set",
            "emne": "kontakt",
            "noegle": str(10_000 + rng.randrange(9999)),
        }
        for nat in range(plan.naetter + 1)
        for _ in range(SET_PR_DAG)
    ]
    with engine.begin() as conn:
        conn.execute(insert(table_of(Adgangslog)), rows)


def _write_sag(conn: Connection, tilbudsid: str, plan: Aarsplan, rng: random.Random) -> None:
    tilstand = rng.choices(tuple(_TILSTANDE), tuple(_TILSTANDE.values()))[0]
    naaet = _STIGE.index(tilstand) if tilstand in _STIGE else rng.randrange(1, 3)
    begyndt = plan.find_nat(rng.randrange(max(1, plan.naetter - 60)))
    tider = [begyndt + timedelta(days=21 * trin) for trin in range(naaet + 2)]
    aendret = tider[naaet + (tilstand is Sagstilstand.LUKKET)]
    sag = {"tilbudsid": tilbudsid, "tilstand": tilstand.value, "oprettet": begyndt, "aendret": aendret}
    conn.execute(insert(table_of(Sag)).values(sag))
    skridt = [*_STIGE[: naaet + 1], *([tilstand] if tilstand is Sagstilstand.LUKKET else [])]
    conn.execute(
        insert(table_of(SagHaendelse)),
        [
            {
                "tilbudsid": tilbudsid,
                "tidspunkt": tid,
                "fra": fra.value if fra else None,
                "til": til.value,
                "grund": "Fristen er gået.",
            }
            for fra, til, tid in zip([None, *skridt], skridt, tider, strict=False)
        ],
    )


def _read_fund(conn: Connection) -> Mapping[str, list[tuple[int, int]]]:
    fund: dict[str, list[tuple[int, int]]] = {}
    for tilbudsid, afvigelse_id, foerst in conn.execute(text("SELECT tilbudsid, id, foerst_set FROM afvigelse")):
        fund.setdefault(tilbudsid, []).append((afvigelse_id, foerst))
    return fund


def _write_mails(
    conn: Connection,
    plan: Aarsplan,
    tilbud: list[str],
    fund: Mapping[str, list[tuple[int, int]]],
    rng: random.Random,
) -> None:
    snapshots = {str(row[0]): row[1] for row in conn.execute(text("SELECT dag, id FROM snapshot"))}
    mails = list(_mails(plan, tilbud, snapshots, rng))
    conn.execute(insert(table_of(Mail)), mails)
    conn.execute(insert(table_of(MailTilbud)), [{k: mail[k] for k in ("noegle", "tilbudsid")} for mail in mails])
    conn.execute(
        insert(table_of(MailAfvigelse)),
        [
            {"noegle": mail["noegle"], "afvigelse_id": afvigelse_id, "aabnet_i": foerst}
            for mail in mails
            for afvigelse_id, foerst in fund[mail["tilbudsid"]][:6]
            if foerst <= mail["snapshot_id"]
        ],
    )


def _mails(plan: Aarsplan, tilbud: list[str], snapshots: Mapping[str, int], rng: random.Random) -> Iterator[Row]:
    for nat in range(1, plan.naetter + 1):
        tid = plan.find_nat(nat)
        dag = f"{tid:%Y-%m-%d}"
        for tilbudsid in rng.sample(tilbud, min(MAILS_PR_NAT, len(tilbud))) if dag in snapshots else ():
            yield {
                "noegle": hashlib.sha256(f"{tilbudsid}/{dag}".encode()).hexdigest()[:32],
                "tilbudsid": tilbudsid,
                "modtager": _MODTAGER,
                "periode": dag,
                "trin": "varsel",
                "snapshot_id": snapshots[dag],
                "emne": "Fejl i jeres oplysninger på Tilbudsportalen",
                "indhold": f"Subject: Fejl\nContent-Type: text/plain; charset=utf-8\n\n{_TEKST}",
                "status": "sendt" if nat < plan.naetter else "klar",
                "oprettet": tid,
                "sendt": tid + timedelta(hours=7) if nat < plan.naetter else None,
                "adressat": _MODTAGER,
            }
