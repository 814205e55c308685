"""The overview tells how many answers wait for a person, and nothing of what they say."""

from sqlalchemy import insert

from tests.builders import NAT_1
from tests.reports.scene import play_night
from tests.reports.web.klient import asking, read
from warehouse.queries.brevsvar import SVAR

_SVAR = {"modtaget": NAT_1, "art": "uenig", "tekst": "Hemmelige ord fra leder@ude.example.org"}


def test_the_overview_counts_the_answers_that_wait(engine, tmp_path):
    play_night(engine, tmp_path)
    with asking(engine) as klient:
        assert "mail svar" not in read(klient.get("/").text).tekst
    with engine.begin() as conn:
        conn.execute(insert(SVAR), [{"message_id": f"<{nr}@ude.example.org>", **_SVAR} for nr in range(2)])
        conn.execute(insert(SVAR), [{"message_id": "<3@ude.example.org>", "behandlet": NAT_1, **_SVAR}])
    with asking(engine) as klient:
        side = read(klient.get("/").text).tekst
    assert "2 svar på mails, som ingen har set på (tilbudstjek mail svar)" in " ".join(side.split())
    assert "Hemmelige" not in side
    assert "@" not in side
