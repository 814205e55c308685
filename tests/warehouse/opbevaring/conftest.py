"""A register three years on: what was there at first is too old, and says so by a word of its own."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from tests.builders import load_afdelinger, make_afdeling
from tests.warehouse.opbevaring.maerker import FOER, GAMMEL, NYT
from warehouse.revision.bundet import insert_bundet
from warehouse.tables import METADATA
from warehouse.transaktion import writing


@pytest.fixture
def gammelt(engine, tmp_path):
    """Two nights in 2023: afdeling 1 wrote to another e-mail at first, of which a mail, an answer and acts tell."""
    gamle = [make_afdeling(1, email=f"{GAMMEL}@hus.example.org", telefon="87654321"), make_afdeling(2)]
    load_afdelinger(engine, tmp_path, gamle, start=FOER)
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2)], start=NYT)
    with engine.begin() as conn:
        conn.execute(insert(METADATA.tables["sag"]), [_sag("1001"), _sag("1002")])
        conn.execute(insert(METADATA.tables["mail"]), [_mail(1, "1001"), _mail(2, "1002")])
        om = [{"noegle": f"m{nr}", "tilbudsid": tilbudsid} for nr, tilbudsid in ((1, "1001"), (2, "1002"))]
        conn.execute(insert(METADATA.tables["mail_tilbud"]), om)
        conn.execute(insert(METADATA.tables["mail_svar"]), [_svar()])
        spor = [_spor(GAMMEL, FOER), _spor(GAMMEL, FOER), _spor("ny", datetime(2026, 3, 1, tzinfo=UTC))]
        conn.execute(insert(METADATA.tables["doed_adresse"]), [_doed()])
    with writing(engine) as session:
        insert_bundet(session.connection(), "adgangslog", spor)
    return engine


def _sag(tilbudsid):
    return {"tilbudsid": tilbudsid, "tilstand": "ny", "oprettet": FOER, "aendret": FOER}


def _mail(nr, tilbudsid):
    return {
        "noegle": f"m{nr}",
        "modtager": f"{GAMMEL}@hus.example.org",
        "adressat": f"{GAMMEL}@hus.example.org",
        "art": "ejer",
        "periode": f"2023-0{nr}",
        "trin": "varsel",
        "snapshot_id": 1,
        "emne": f"Fejl hos {GAMMEL}",
        "indhold": f"Kære {GAMMEL}, der er fejl ved {tilbudsid}",
        "status": "sendt",
        "oprettet": FOER,
        "sendt": FOER,
        "message_id": f"<m{nr}@example.org>",
    }


def _svar():
    return {
        "message_id": "<svar@hus.example.org>",
        "modtaget": FOER,
        "art": "svar",
        "noegle": "m1",
        "tekst": f"Hilsen {GAMMEL}",
        "behandlet": NYT,
        "af": "abc",
    }


def _spor(bruger, tidspunkt):
    return {
        "tidspunkt": tidspunkt,
        "bruger": bruger,
        "rolle": "laeser",
        "handling": "set",
        "emne": "kontakt",
        "noegle": "1001",
    }


def _doed():
    return {
        "email": f"{GAMMEL}@hus.example.org",
        "aarsag": "Ukendt",
        "foerst": FOER,
        "sidst": FOER,
        "antal": 1,
        "ophoert": NYT,
    }
