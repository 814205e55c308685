"""The pages of kommuner and tilbudstyper."""

from datetime import timedelta

from sqlalchemy import text

from tests.builders import NAT_1, make_afdelinger
from tests.reports.scene import BY, make_fund, play_night
from tests.reports.web.sider.lister import Spoerger


def test_every_kommune_is_on_the_list_in_the_danish_order(spoerger):
    raekker = spoerger.rows("/kommuner")
    assert len(raekker) == 98
    assert [raekke[0] for raekke in raekker[-4:]] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    assert {raekke[1]: raekke[3] for raekke in raekker}["0860"] == "2"


def test_a_kommune_shows_its_tilbud_and_who_supervises_them(spoerger):
    laest = spoerger.page("/kommuner/0860")
    assert "Hjørring Kommune" in laest.tekst
    assert spoerger.tilbud("/kommuner/0860?sorter=nummer") == ["1002", "1005"]
    assert "/socialtilsyn/nord" in laest.links
    assert "/socialtilsyn/syd" in laest.links
    assert "9800 Hjørring 2 2" in laest.tekst
    assert "Åbne afvigelser efter hver kontrol" in laest.tekst


def test_a_krisecenter_is_in_no_kommune_and_said_to_be(spoerger):
    for sti in ("/kommuner/0461", "/kommuner"):
        assert "Viben" not in spoerger.page(sti).tekst
    assert "1004" not in [raekke[1] for raekke in spoerger.rows("/kommuner/0461")]
    assert "1 tilbud er krisecentre" in spoerger.page("/kommuner").tekst


def test_a_postcode_that_reaches_into_several_kommuner_says_nothing(spoerger):
    # 2300 lies in København and Tårnby; tilbud 1009 has no postcode at all.
    assert "2 afdelingers kommuner er ukendte" in spoerger.page("/kommuner").tekst
    assert "1008" not in spoerger.tilbud("/kommuner/0101") + spoerger.tilbud("/kommuner/0185")


def test_the_address_register_is_believed_before_the_postcode(engine, tmp_path):
    play_night(engine, tmp_path, afdelinger=make_afdelinger(2, postnr="9800", by="Hjørring"), fund=[])
    with engine.begin() as conn:
        conn.execute(
            text(
                "INSERT INTO adressevask (afdeling_id, indlaest, register_dag, kategori, afviger, er_nedlagt,"
                " er_stavefejl, kommunekode) SELECT id, 'x', '2026-11-01', CASE WHEN afdelingsid = '1' THEN 'A' ELSE"
                " 'C' END, '', FALSE, FALSE, '0461' FROM afdeling"
            )
        )
    with engine.connect() as conn:
        spoerger = Spoerger(conn)
        assert spoerger.tilbud("/kommuner/0461") == ["1001"]
        assert spoerger.tilbud("/kommuner/0860") == ["1002"]


def test_a_kommune_there_is_none_of_is_not_found(spoerger):
    assert spoerger.ask("/kommuner/9999") is None
    assert spoerger.ask("/kommuner/x") is None


def test_the_trend_of_a_kommune_adds_up_what_each_night_opened_and_closed(engine, tmp_path):
    afdelinger = make_afdelinger(120, postnr="9800", by="Hjørring")
    for nummer, antal in enumerate((3, 5, 1)):
        fund = [make_fund(BY, x.tilbudsid, x.afdelingsid, vaerdi="Odense") for x in afdelinger[:antal]]
        play_night(engine, tmp_path, nat=NAT_1 + timedelta(days=nummer), afdelinger=afdelinger, fund=fund)
    with engine.connect() as conn:
        tekst = Spoerger(conn).page("/kommuner/0860").tekst
    assert "03-11-2026 1 02-11-2026 5 01-11-2026 3" in tekst


def test_types_count_tilbud_places_and_faults(spoerger):
    raekker = {raekke[0]: raekke for raekke in spoerger.rows("/tilbudstyper")}
    assert raekker["§ 109 Krisecenter"][1:4] == ["1", "1", "8"]
    laest = spoerger.page("/tilbudstyper/109")
    assert "§ 109 Krisecenter" in laest.tekst
    assert spoerger.tilbud("/tilbudstyper/109") == ["1004"]
    assert "f-kommune" not in laest.ids


def test_a_type_nobody_has_says_so_and_one_there_is_none_of_is_not_found(spoerger):
    assert "Ingen tilbud på portalen" in spoerger.page("/tilbudstyper/36").tekst
    for ord_ in ("999", "x", "0", "107-", "\u0661\u0660\u0667", "107 OR 1=1"):
        assert spoerger.ask(f"/tilbudstyper/{ord_}") is None


def test_before_the_first_fetch_every_list_says_what_to_do(engine):
    with engine.connect() as conn:
        for sti in ("/tilbud", "/afvigelser", "/kommuner", "/kommuner/0461", "/tilbudstyper"):
            assert "tilbudstjek hent" in Spoerger(conn).page(sti).tekst
        assert "0 tilbud" in Spoerger(conn).page("/soeg?q=bo").tekst
