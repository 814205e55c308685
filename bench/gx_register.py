"""A made-up register of any size with each kind of fault on two in a hundred, written straight into the tables."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, insert
from stdnum.dk.cvr import checksum

from domain.afdeling import Afdeling
from domain.eksempel import fejlfri
from domain.reference import load_kommuner, load_postnumre
from warehouse.load.raekker import afledt_row, paragraf_rows, to_row
from warehouse.tables import table_of
from warehouse.tables.koersel import Koersel, Snapshot
from warehouse.tables.register import Afdeling as AfdelingTabel
from warehouse.tables.register import AfdelingLiv, AfdelingParagraf, AfledtAfdeling

DAG = date(2026, 11, 1)
NAT = datetime(2026, 11, 1, 1, tzinfo=UTC)
FEJLANDEL = 0.02
PORTION = 5_000

# One of each kind that a rule can find; which afdelinger get which is drawn from the seed, a later one wins.
FEJL: tuple[dict[str, Any], ...] = (
    {"telefon": "12345678"},
    {"telefon": None},
    {"email": "kontakt(at)birkehuset.example.org"},
    {"email": None},
    {"cvr": "9900001"},
    {"cvr": "99000016"},
    {"cvr": None},
    {"p_nummer": "12345"},
    {"p_nummer": "1999999999"},
    {"navn": None},
    {"virksomhed": None},
    {"virksomhed": "Et andet navn"},
    {"virksomhedsform": "Enkeltmandsvirksomhed"},
    {"virksomhedsform": "Andelsklub"},
    {"virksomhedsform": None},
    {"adresse": "Skovgården"},
    {"adresse": "Postboks 7"},
    {"postnr": "5001"},
    {"by": "Ingensteds"},
    {"hjemmeside": "ingen"},
    {"har_leder": False},
    {"har_adresse": False, "adresse": None, "postnr": None, "by": None},
    {"tilbudstyper": ()},
    {"tilbudstyper": ("Opholdssted, § 66",)},
    {"tilbudstyper": ("Et nyt tilbud, § 299",)},
    {"pladser": {}},
    {"pladser": {"§ 107": 0}},
    {"pladser_i_alt": 999},
    {"tilsynsmyndighed": None},
    {"tilsynsmyndighed": "Odense Kommune"},
    {"tilsynsmyndighed": "Tilsynet"},
    {"tilsynsmyndighed": "Socialtilsyn Nord"},
)


def build_register(engine: Engine, antal: int, *, seed: int = 1) -> None:
    """Fill an empty warehouse with `antal` afdelinger as one accepted fetch."""
    rows = enumerate(_make_afdelinger(random.Random(seed), antal), start=1)  # noqa: S311
    with engine.begin() as connection:
        snapshot_id = _insert_snapshot(connection, antal)
        while portion := list(islice(rows, PORTION)):
            _insert(connection, portion, snapshot_id)


def _make_afdelinger(rng: random.Random, antal: int) -> Iterator[Afdeling]:
    cvr_numre = [str(n) for n in range(99_000_000, 99_999_999) if checksum(str(n)) == 0]
    steder = _places()
    givet, tilbud = 0, 0
    while givet < antal:
        tilbud += 1
        stoerrelse = min(rng.choice((1, 1, 1, 2, 2, 4)), antal - givet)
        ejer = rng.randrange(max(1, antal // 4))
        faelles = _common(tilbud, cvr_numre[ejer], ejer, rng.choice(steder), stoerrelse)
        for nummer in range(1, stoerrelse + 1):
            givet += 1
            afdeling = {**faelles, **_own(givet, nummer)}
            for fejl in FEJL:
                if rng.random() < FEJLANDEL:
                    afdeling |= fejl
            yield fejlfri(afdeling)


def _common(tilbud: int, cvr: str, ejer: int, sted: dict[str, str], stoerrelse: int) -> dict[str, Any]:
    return {
        "tilbudsid": str(100_000 + tilbud),
        "cvr": cvr,
        "virksomhed": f"Fonden {ejer}",
        "pladser_i_alt": 8 * stoerrelse,
        **sted,
    }


def _own(givet: int, nummer: int) -> dict[str, Any]:
    return {
        "afdelingsid": str(nummer),
        "navn": f"Birkehuset {givet}",
        "adresse": f"Prøvevænget {givet % 199 + 1}",
        "p_nummer": str(1_000_000_000 + givet),
        "telefon": f"3240{givet % 10_000:04d}",
        "email": f"kontakt{givet}@birkehuset.example.org",
    }


def _places() -> list[dict[str, str]]:
    tilsyn = {kommune.kommunekode: kommune.socialtilsyn for kommune in load_kommuner() if kommune.gyldig.covers(DAG)}
    return [
        {"postnr": post.postnr, "by": post.navn, "tilsynsmyndighed": f"Socialtilsyn {tilsyn[post.kommunekoder[0]]}"}
        for post in load_postnumre().values()
        if post.kommunekoder and post.kommunekoder[0] in tilsyn
    ]


def _insert_snapshot(connection: Connection, antal: int) -> int:
    koersel = {"id": "bench", "start": NAT, "kilde": "portal", "adresse": "bench", "status": "godkendt"}
    connection.execute(insert(table_of(Koersel)), [{**koersel, "statistik": "{}"}])
    snapshot = {"koersel_id": "bench", "tidspunkt": NAT, "dag": DAG, "dump_sha256": "bench"}
    snapshot |= {"dag_nr": DAG.toordinal(), "aar": DAG.year}
    connection.execute(
        insert(table_of(Snapshot)), [{"id": 1, **snapshot, "antal_afdelinger": antal, "antal_tilbud": antal}]
    )
    return 1


def _insert(connection: Connection, portion: list[tuple[int, Afdeling]], snapshot_id: int) -> None:
    connection.execute(
        insert(table_of(AfdelingTabel)),
        [{"id": nummer, "gyldig_fra": snapshot_id, **to_row(afdeling)} for nummer, afdeling in portion],
    )
    connection.execute(insert(table_of(AfledtAfdeling)), [afledt_row(afdeling, nummer) for nummer, afdeling in portion])
    paragraffer = [row for nummer, afdeling in portion for row in paragraf_rows(afdeling, nummer)]
    connection.execute(insert(table_of(AfdelingParagraf)), paragraffer)
    connection.execute(insert(table_of(AfdelingLiv)), [_liv(afdeling, snapshot_id) for _, afdeling in portion])


def _liv(afdeling: Afdeling, snapshot_id: int) -> dict[str, Any]:
    return {
        "tilbudsid": afdeling.tilbudsid,
        "afdelingsid": afdeling.afdelingsid,
        "foerst_set": snapshot_id,
        "sidst_set": snapshot_id,
        "savnet_antal": 0,
    }
