"""A database server that is lost while the rules run: said in a sentence, and nothing is taken for judged."""

import gc
import re
import warnings

import psycopg
import pytest

from expectations.registry import load_regler
from expectations.runner import run_suites
from tests.builders import load_afdelinger, make_afdelinger
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl


def test_a_server_that_is_lost_while_the_rules_run_is_said_in_a_sentence(postgresql_lager, tmp_path):
    url = postgresql_lager.tomt()
    engine = open_warehouse(url)
    load_afdelinger(engine, tmp_path, make_afdelinger(3))

    def cut(_resultat: object) -> None:
        with psycopg.connect(url, autocommit=True) as forbindelse:
            forbindelse.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    regler = [regel for regel in load_regler() if regel.aktiv][:6]
    assert re.search("Prøv igen|faldt", _run(engine, regler, url, cut))
    engine.dispose()
    # The cursors of a connection that was cut cannot be closed, which the driver says when they are cleared away.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def _run(engine, regler, url, cut):
    """Give what the run says of itself, and nothing that would keep its cursors."""
    with pytest.raises(WarehouseFejl) as fejl:
        run_suites(engine, regler, url=url, on_resultat=cut)
    return str(fejl.value)
