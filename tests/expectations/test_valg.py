"""Rules switched on and off by an installation, and what a changed rule would do."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from expectations.registry import load_regler
from expectations.sammenlign import compare_regler
from expectations.valg import RegelvalgFejl, choose_regler, is_switched
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdeling
from warehouse.fejl import WarehouseFejl

CVR = next(regel for regel in load_regler() if regel.id == "IDENT-001")
NAVN = next(regel for regel in load_regler() if regel.id == "IDENT-007")
SLUKKET = replace(NAVN, aktiv=False)


def aktive(til: str, fra: str) -> set[str]:
    return {regel.id for regel in choose_regler(til, fra, [CVR, SLUKKET]) if regel.aktiv}


@pytest.mark.parametrize(
    ("til", "fra", "ventet"),
    [
        ("", "", {"IDENT-001"}),
        ("IDENT-007", "", {"IDENT-001", "IDENT-007"}),
        (" ident-007 ; IDENT-001 ", "", {"IDENT-001", "IDENT-007"}),
        ("", "IDENT-001", set()),
        ("IDENT-007", "IDENT-001,", {"IDENT-007"}),
        ("", "IDENT-007", {"IDENT-001"}),
    ],
)
def test_rules_run_as_the_code_says_but_for_what_is_switched(til, fra, ventet):
    assert aktive(til, fra) == ventet


@pytest.mark.parametrize(
    ("til", "fra", "siger"),
    [
        ("IDENT-999", "", "hedder IDENT-999. Ret TILBUDSTJEK_REGLER_TIL"),
        ("", "IDENT-001, takst", "hedder TAKST. Ret TILBUDSTJEK_REGLER_FRA"),
        ("IDENT-001", "IDENT-001", "IDENT-001 står både i"),
    ],
)
def test_a_rule_that_is_not_there_or_is_switched_both_ways_is_refused_with_a_sentence(til, fra, siger):
    with pytest.raises(RegelvalgFejl, match=siger):
        choose_regler(til, fra, [CVR, SLUKKET])


def test_every_rule_of_the_catalogue_can_be_switched_and_is_then_told_apart():
    alle = choose_regler("", "IDENT-001")
    assert [regel.id for regel in alle] == [regel.id for regel in load_regler()]
    assert [regel.id for regel in alle if is_switched(regel)] == ["IDENT-001"]
    assert not any(is_switched(regel) for regel in load_regler())


def state(engine: Engine) -> list[tuple[object, ...]]:
    tabeller = ("afvigelse", "afvigelse_haendelse", "kontrol", "regelkoersel")
    with engine.connect() as forbindelse:
        return [tuple(row) for tabel in tabeller for row in forbindelse.execute(text(f"SELECT * FROM {tabel}"))]


def test_a_changed_rule_shows_what_it_would_open_and_close_and_writes_nothing(engine: Engine, tmp_path):
    from expectations.kontrol import kontroller

    url = str(engine.url)
    load_afdelinger(engine, tmp_path, [make_afdeling(1, cvr=None), make_afdeling(2), make_afdeling(3, navn=None)])
    kontroller(engine, url=url, nu=NAT_1, regler=[CVR, NAVN])
    foer = state(engine)
    uaendret = {x.regel: x.forudsigelse for x in compare_regler(engine, [CVR, NAVN], url=url)}
    assert {regel: (len(x.aabner), len(x.lukker), x.uaendrede) for regel, x in uaendret.items()} == {
        "IDENT-001": (0, 0, 1),
        "IDENT-007": (0, 0, 1),
    }
    omvendt = replace(CVR, sql=CVR.sql.replace("cvr IS NULL", "cvr IS NOT NULL"))
    assert omvendt.sql != CVR.sql
    (cvr, navn) = compare_regler(engine, [omvendt], url=url)
    assert [(x.tilbudsid, x.afdelingsid) for x in cvr.forudsigelse.aabner] == [("1002", "2"), ("1003", "3")]
    assert [(x.tilbudsid, x.afdelingsid) for x in cvr.forudsigelse.lukker] == [("1001", "1")]
    assert (navn.regel, len(navn.forudsigelse.lukker)) == ("IDENT-007", 1), "a rule that is run no more"
    (kun,) = compare_regler(engine, [omvendt], url=url, kun=frozenset({"IDENT-001"}))
    assert kun == cvr
    i_stykker = replace(CVR, sql="SELECT findes_ikke FROM nu_afdeling")
    (fejlet,) = compare_regler(engine, [i_stykker], url=url, kun=frozenset({"IDENT-001"}))
    assert fejlet.fejl is not None
    assert fejlet.forudsigelse.lukker == ()
    assert state(engine) == foer


def test_what_was_predicted_is_what_a_control_then_does(engine: Engine, tmp_path):
    from expectations.kontrol import kontroller

    url = str(engine.url)
    load_afdelinger(engine, tmp_path, [make_afdeling(1, cvr=None), make_afdeling(2)])
    kontroller(engine, url=url, nu=NAT_1, regler=[CVR])
    load_afdelinger(engine, tmp_path, [make_afdeling(1), make_afdeling(2, cvr=None)], start=NAT_2)
    (cvr,) = compare_regler(engine, [CVR], url=url)
    tal = kontroller(engine, url=url, nu=NAT_2, regler=[CVR])
    assert (len(cvr.forudsigelse.aabner), len(cvr.forudsigelse.lukker)) == (tal.aabnet, tal.lukket) == (1, 1)


def test_there_must_be_something_to_compare_with(engine: Engine):
    with pytest.raises(WarehouseFejl, match="endnu intet at kontrollere"):
        compare_regler(engine, [CVR], url=str(engine.url))
