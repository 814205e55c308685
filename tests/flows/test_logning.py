"""The log: one handler, text or JSON, the run it belongs to, and no person in any line whoever wrote it."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from prefect.logging.handlers import PrefectConsoleHandler

from crawler.replica.proces import ReplicaProces
from crawler.replica.register import make_register
from flows.logning import Jsonform, Loghaandtag, Tekstform, bind_koersel, logging_of, make_post, start_logning
from flows.logrens import RensetPost, clean_log
from flows.settings import Indstillinger

ROD = Path(__file__).resolve().parents[2]
_DEL = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåABCÆØÅ0123456789._+-", min_size=1, max_size=12)
_ORD = st.text(max_size=40)
ADRESSER = st.tuples(_DEL, _DEL, st.sampled_from(("example.org", "tilbud.example.com"))).map(
    lambda dele: f"{dele[0]}{dele[1]}@{dele[2]}"
)
CPR = st.tuples(
    st.integers(1, 31), st.integers(1, 12), st.integers(0, 99), st.sampled_from(("", "-", " ")), st.integers(0, 9999)
).map(lambda d: f"{d[0]:02}{d[1]:02}{d[2]:02}{d[3]}{d[4]:04}")
FORESPOERGSLER = _DEL.map(lambda ord_: f"https://portal.example/soeg?navn={ord_}&x=1")


@pytest.fixture
def rod():
    """The root of logging, put back as it was."""
    gammel, logger = logging.getLogRecordFactory(), logging.getLogger()
    foer = (list(logger.handlers), logger.level)
    yield logger
    logging.setLogRecordFactory(gammel)
    logger.handlers[:], logger.level = foer[0], foer[1]


def write(besked, *args, fejl=None, form=None):
    """Give a line as the handler would write it."""
    info = (type(fejl), fejl, fejl.__traceback__) if fejl else None
    return (form or Tekstform()).format(make_post("proeve", logging.INFO, __file__, 1, besked, args, info))


@given(foer=_ORD, adresse=ADRESSER, efter=_ORD)
@example(foer="til:", adresse="a.b@example.org", efter=">")
def test_no_e_mail_address_is_left_in_a_message_its_arguments_or_its_error(foer, adresse, efter):
    for linje in (
        write("%s %s %s", foer, adresse, efter),
        write(f"{foer} {adresse} {efter}".replace("%", "%%"), *()),
        write("x", fejl=ValueError(f"{foer} {adresse} {efter}")),
        write("x", fejl=ValueError(adresse), form=Jsonform(json_ensure_ascii=False)),
    ):
        assert adresse not in linje
        assert "@example.org" not in linje
        assert "@tilbud.example.com" not in linje


@given(foer=st.sampled_from(("", "cpr ", "(", "a")), cpr=CPR, efter=st.sampled_from(("", ".", ")", " x", "b")))
def test_no_number_like_a_cpr_number_is_left(foer, cpr, efter):
    assert cpr not in write("%s", f"{foer}{cpr}{efter}")
    assert cpr not in write("x", fejl=KeyError(f"{foer}{cpr}{efter}"))


@given(url=FORESPOERGSLER)
def test_no_query_string_is_left(url):
    assert "navn=" not in write("GET %s svarede 200", url)
    assert "/soeg?[udeladt]" in write("GET %s svarede 200", url)


def test_a_mail_servers_user_and_password_are_left_out():
    linje = write("%s", "smtps://bruger:h%40mmelig?x@post.example.org:465 og postgresql://ejer:kode@db/x")
    assert linje.endswith("smtps://[udeladt]@post.example.org:465 og postgresql://[udeladt]@db/x")


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once_and_plain_words_stay(tekst):
    renset = clean_log(tekst)
    assert clean_log(renset) == renset
    if not set(tekst) & set("@?%") and not any(tegn.isdigit() for tegn in tekst):
        assert renset == tekst


def test_words_numbers_and_ids_that_are_no_persons_stay():
    koersel = "Kørsel 20261123T023000-a1b2c3: 3533 poster på 3600 sekunder"
    for tekst in (koersel, "CVR 99000016, P 1999000001", "Er det rigtigt? Ja."):
        assert clean_log(tekst) == tekst


def test_a_message_whose_arguments_do_not_fit_is_written_without_them():
    assert write("%d mails", "kontakt@example.org").endswith("%d mails (værdierne passer ikke til beskeden)")


def test_the_error_itself_reaches_no_handler():
    with pytest.raises(ValueError, match="skrev") as fanget:
        int("skrev til kontakt@example.org")
    fejl = (ValueError, fanget.value, fanget.value.__traceback__)
    post = RensetPost("x", logging.ERROR, __file__, 1, "Fejl", (), fejl)
    assert post.exc_info is None
    assert post.exc_text is not None
    assert post.exc_text.endswith("base 10: 'skrev til [e-mail]'")
    assert "test_logning.py" in post.exc_text


def test_json_is_one_object_a_line_with_the_names_of_the_log_alone():
    post = make_post("flows.nat", logging.WARNING, __file__, 1, "Natten %s", ("æøå\nto",), None)
    post.email = "kontakt@example.org"
    linje = Jsonform(json_ensure_ascii=False).format(post)
    assert "\n" not in linje
    felter = json.loads(linje)
    assert set(felter) == {"tid", "niveau", "logger", "koersel", "haendelse"}
    assert felter["haendelse"] == "Natten æøå\nto"
    assert felter["tid"].endswith(("+01:00", "+02:00"))
    fejlende = json.loads(write("x", fejl=ValueError("å"), form=Jsonform(json_ensure_ascii=False)))
    assert fejlende["fejl"].endswith("ValueError: å")


def test_a_line_says_which_run_it_belongs_to():
    with logging_of("20261101T023000-abcdef"):
        assert " INFO proeve [20261101T023000-abcdef]: x" in write("x")
        bind_koersel("20261102T023000-abcdef")
        assert json.loads(write("x", form=Jsonform()))["koersel"] == "20261102T023000-abcdef"
    assert write("x").endswith(" INFO proeve: x")


def test_started_twice_there_is_one_handler_with_the_new_settings(rod, capsys):
    # Prefect's own gives way (below), when a test before this one imported it.
    fremmede = [x for x in rod.handlers if not isinstance(x, Loghaandtag | PrefectConsoleHandler)]
    start_logning(None)
    start_logning(Indstillinger(log="json", log_niveau="INFO"))
    assert [x for x in rod.handlers if not isinstance(x, Loghaandtag)] == fremmede
    assert len(rod.handlers) == len(fremmede) + 1
    logging.getLogger("flows.proeve").info("Skrev til %s", "kontakt@example.org")
    logging.getLogger("flows.proeve").debug("ikke med")
    (linje,) = capsys.readouterr().err.splitlines()
    assert json.loads(linje)["haendelse"] == "Skrev til [e-mail]"


def test_where_prefect_came_first_its_handler_gives_way(rod):
    rod.addHandler(PrefectConsoleHandler())
    start_logning(Indstillinger())
    assert [type(x).__name__ for x in rod.handlers if "Prefect" in type(x).__name__] == []
    assert isinstance(rod.handlers[-1], Loghaandtag)


@pytest.mark.parametrize("navn", ["sqlalchemy.engine", "httpx", "great_expectations.checkpoint"])
def test_what_quotes_what_it_carries_says_no_more_than_warnings_at_any_level(rod, navn):
    start_logning(Indstillinger(log_niveau="DEBUG"))
    assert not logging.getLogger(navn).isEnabledFor(logging.INFO)
    assert logging.getLogger("flows.nat").isEnabledFor(logging.DEBUG)


_BARN = """
import logging, sys
from flows.logning import log_uncaught, start_logning
from flows.settings import Indstillinger
start_logning(Indstillinger(log="json", log_niveau="INFO"))
sys.excepthook = log_uncaught
import prefect.main, uvicorn, sqlalchemy
from prefect.logging.configuration import setup_logging
setup_logging()
for navn in "prefect.flow_runs prefect.x uvicorn.error sqlalchemy.engine scrapy.core great_expectations".split():
    logging.getLogger(navn).warning("Til %s", "kontakt@example.org")
raise ValueError("kontakt@example.org")
"""


def test_the_loggers_of_libraries_and_what_nobody_caught_go_through_it(tmp_path):
    barn = subprocess.run(
        [sys.executable, "-c", _BARN],
        check=False,
        cwd=ROD,
        env={"PATH": "/usr/bin:/bin", "PREFECT_HOME": str(tmp_path), "PREFECT_LOGGING_TO_API_ENABLED": "false"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert barn.returncode == 1
    assert "kontakt@example.org" not in barn.stderr + barn.stdout
    skrevet = [json.loads(linje) for linje in barn.stderr.splitlines() if linje.startswith("{")]
    assert {"prefect.x", "prefect.flow_runs", "sqlalchemy.engine", "scrapy.core", "great_expectations"} <= {
        linje["logger"] for linje in skrevet
    }
    assert skrevet[-1]["haendelse"] == "Uventet fejl"
    assert skrevet[-1]["fejl"].endswith("ValueError: [e-mail]")


SEED, ANTAL = 11, 40


def _list_markers():
    """Give everything the replica's pages say of a tilbud that is longer than an id."""
    for afdeling in make_register(SEED, nat=1, antal_tilbud=ANTAL).afdelinger:
        felter = (afdeling.navn, afdeling.adresse, afdeling.email, afdeling.telefon, afdeling.virksomhed)
        yield from (felt for felt in (*felter, afdeling.p_nummer, afdeling.hjemmeside) if felt and len(felt) > 6)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["tekst", "json"])
def test_a_night_says_nothing_of_any_tilbud_also_when_it_says_the_most_it_can(tmp_path, form):
    with ReplicaProces(SEED, 1, antal_tilbud=ANTAL) as replica:
        miljoe = {
            navn: value for navn, value in os.environ.items() if not navn.startswith(("TILBUDSTJEK_", "PREFECT_"))
        }
        miljoe |= {"TILBUDSTJEK_VAR": str(tmp_path), "TILBUDSTJEK_PORTAL_URL": replica.url, "TILBUDSTJEK_DELAY_S": "0"}
        miljoe |= {"TILBUDSTJEK_LOG": form, "TILBUDSTJEK_LOG_NIVEAU": "DEBUG"}
        kommando = [sys.executable, "-m", "flows", "nat"]
        nat = subprocess.run(kommando, check=False, cwd=ROD, env=miljoe, capture_output=True, text=True, timeout=300)
    sagt = nat.stdout + nat.stderr
    assert nat.returncode == 0, sagt[-2000:]
    assert "DEBUG" in nat.stderr
    markoerer = set(_list_markers())
    assert len(markoerer) > ANTAL
    assert {markoer for markoer in markoerer if markoer in sagt} == set()
