"""A database server that is lost while the rules run: said in a sentence, and nothing is taken for judged."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import load_afdelinger, make_afdelinger
from warehouse.engine import open_warehouse

ROD = Path(__file__).resolve().parents[2]

# In a process of its own: the driver complains of each cursor of a cut connection when it is cleared away.
_KOERSEL = """
import sys, psycopg
from expectations.registry import load_regler
from expectations.runner import run_suites
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl

def cut(_resultat):
    with psycopg.connect(sys.argv[1], autocommit=True) as forbindelse:
        forbindelse.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

regler = [regel for regel in load_regler() if regel.aktiv][:6]
try:
    run_suites(open_warehouse(sys.argv[1]), regler, url=sys.argv[1], on_resultat=cut)
except WarehouseFejl as fejl:
    print(fejl)
"""


@pytest.mark.slow
def test_a_server_that_is_lost_while_the_rules_run_is_said_in_a_sentence(postgresql_lager, tmp_path):
    url = postgresql_lager.tomt()
    engine = open_warehouse(url)
    load_afdelinger(engine, tmp_path, make_afdelinger(3))
    engine.dispose()
    koerte = subprocess.run((sys.executable, "-c", _KOERSEL, url), cwd=ROD, capture_output=True, text=True, check=False)
    assert koerte.returncode == 0, koerte.stderr[-2000:]
    assert re.search("Prøv igen|faldt", koerte.stdout)
