"""A PostgreSQL database is had alone before it is replaced; one whose program has just died is waited for."""

import threading

import pytest

from warehouse.engine import open_warehouse
from warehouse.kopi.ibrug import take_alene

pytestmark = pytest.mark.kun_postgresql


def test_a_connection_that_goes_in_a_moment_is_waited_for(engine, warehouse_url):
    anden = open_warehouse(warehouse_url)
    with anden.connect() as hans, engine.connect() as vores:
        hans.exec_driver_sql("SELECT count(*) FROM tilbudslinje")

        def let_go() -> None:
            hans.close()
            anden.dispose()

        om_lidt = threading.Timer(0.4, let_go)
        om_lidt.start()
        take_alene(vores)
        laast = vores.exec_driver_sql("SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock'").scalar_one()
        om_lidt.join()
    assert laast > 10
