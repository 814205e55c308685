"""A case's form behind the login: a session that ends loses nothing, and the preview too comes back whole."""

from datetime import timedelta

import pytest

from tests.reports.web.adgang.scene import Ur, behind_login, log_in
from tests.reports.web.sager.scene import Formular, fill
from tests.reports.web.sager.scene import build as build_sager
from tests.reports.web.test_stikproeve_formular import Formular as Tilbageformular
from tests.warehouse.rows import values
from warehouse.engine import open_warehouse


@pytest.fixture
def engine(lager, tmp_path):
    engine = open_warehouse(lager.tomt())
    build_sager(engine, tmp_path)
    yield engine
    engine.dispose()


def test_a_session_that_ends_before_a_paabud_is_decided_loses_nothing(engine, udsteder):
    ur = Ur()
    with behind_login(engine, udsteder, ur, graenser=()) as klient:
        log_in(klient, "KL")
        forhaand = klient.post("/sager/1001", data=fill(klient, "1001", "paabud", grund='Står "stadig" <b>.'))
        assert "Intet er gemt endnu" in forhaand.text
        felter = Formular(forhaand.text, "paabud").felter | {"bekraeft": "ja"}
        ur.foran += timedelta(hours=1)
        svar = klient.post("/sager/1001", data={navn: v for navn, v in felter.items() if navn != "ret"})
        assert svar.status_code == 401
        assert "intet er tabt" in svar.text
        log_in(klient, "KL")
        igen = klient.post("/sager/1001", data=Tilbageformular(svar.text).felter)
        assert igen.status_code == 422
        assert klient.post("/sager/1001", data=Tilbageformular(igen.text).felter).status_code == 303
    assert values(engine, "SELECT tilstand FROM sag WHERE tilbudsid = '1001'") == ["paabud_afgjort"]
    (grund,) = values(engine, "SELECT grund FROM sag_haendelse WHERE til = 'paabud_afgjort' AND tilbudsid = '1001'")
    assert grund.endswith('Står "stadig" <b>.')
