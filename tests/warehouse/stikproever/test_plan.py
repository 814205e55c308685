"""What the chain says of a plan: who laid it, who changed it, and a fingerprint of what it then said."""

import pytest
from sqlalchemy import text

from tests.stikproever import announce_kontrol, note, plan_kontrol
from tests.warehouse.rows import rows, values
from warehouse.revision.kontrol import check_kaede
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.plan import change_plan, hash_plan, store_plan

pytestmark = pytest.mark.begge_lagre
LED = "SELECT hvem, genstand, indhold, bemaerkning FROM revision WHERE handling = 'stikproeve_plan' ORDER BY nr"


def test_a_plan_that_is_laid_has_a_link_with_a_fingerprint_of_what_it_says(engine):
    plan_kontrol(engine, "26-1")
    plan_kontrol(engine, "26-2", emne="Pladser")
    en, to = rows(engine, LED)
    assert (en["hvem"], en["genstand"], en["bemaerkning"]) == ("sagsbehandler", "stikproeve:26-1", "lagt")
    assert to["genstand"] == "stikproeve:26-2"
    assert len(en["indhold"]) == 64
    assert en["indhold"] != to["indhold"]
    assert check_kaede(engine).brud == ()


def test_a_plan_that_is_there_gets_no_link_more(engine):
    plan_kontrol(engine)
    assert store_plan(engine, [], notat=note()) == ()
    plan_kontrol(engine)
    assert len(rows(engine, LED)) == 1


def test_a_change_of_the_plan_has_a_link_and_one_that_is_refused_none(engine):
    plan_kontrol(engine)
    change_plan(engine, "26-1", {"emne": "Pladser"}, notat=note("Rettet.", hvem="leder"))
    foer, efter = rows(engine, LED)
    assert (efter["hvem"], efter["bemaerkning"]) == ("leder", "rettet")
    assert efter["indhold"] != foer["indhold"]
    announce_kontrol(engine, "26-2")
    with pytest.raises(KontrolFejl):
        change_plan(engine, "26-2", {"emne": "Takster"}, notat=note())
    assert len(rows(engine, LED)) == 3


def test_a_plan_that_somebody_changed_by_hand_is_no_longer_what_the_link_says(engine):
    plan_kontrol(engine)
    (led,) = values(engine, "SELECT indhold FROM revision WHERE handling = 'stikproeve_plan'")
    assert fingerprint(engine) == led
    with engine.begin() as conn:
        conn.execute(text("UPDATE stikproeve_frist SET ansvarlig = 'en anden' WHERE trin = 'emne'"))
    assert fingerprint(engine) != led


def fingerprint(engine):
    with engine.connect() as conn:
        return hash_plan(conn, 1)
