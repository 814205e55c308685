"""One case is read without reading what other cases are made of."""

import pytest
from sqlalchemy import event

from warehouse.sager.laes import read_fejl


def explain(conn, statement, parametre):
    plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parametre)
    return [row.detail for row in plan]


@pytest.mark.kun_sqlite
def test_the_faults_of_one_tilbud_are_not_found_by_going_through_every_mail(engine):
    asked = []
    with engine.connect() as conn:
        event.listen(conn, "before_cursor_execute", lambda *hvad: asked.append((hvad[2], hvad[3])))
        read_fejl(conn, ["KONTAKT-001"], ["1001"])
        (fejl,) = [et for et in asked if "mail_afvigelse" in et[0]]
        veje = [vej for vej in explain(conn, *fejl) if " mail " in f"{vej} "]
    assert veje
    assert all("(noegle=?)" in vej for vej in veje)


@pytest.mark.kun_sqlite
def test_whether_one_tilbud_is_on_the_portal_is_not_asked_of_the_whole_register(engine):
    asked = []
    with engine.connect() as conn:
        event.listen(conn, "before_cursor_execute", lambda *hvad: asked.append((hvad[2], hvad[3])))
        read_fejl(conn, ["KONTAKT-001"], ["1001"])
        (findes,) = [et for et in asked if "FROM nu_" in et[0].replace("\n", "")]
        veje = [vej for vej in explain(conn, *findes) if vej.startswith(("SEARCH a ", "SCAN a ", "SCAN a"))]
    assert veje
    assert all(vej.startswith("SEARCH") and "tilbudsid=?" in vej for vej in veje)
