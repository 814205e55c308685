"""Who comes in to the pages: what the settings must hold, and that nothing half-made is started."""

import stat

import pytest

from flows.settings import Indstillinger, IndstillingFejl
from flows.webindgang import check_lyt, choose_indgang, load_web_hemmelighed, read_metrik_noegle
from reports.web.adgang.indgang import Login, Lokal
from reports.web.bruger import LOKAL, Rolle

HELE = {
    "oidc_url": "https://login.example.org/",
    "oidc_klient": "tilbudstjek",
    "oidc_hemmelighed": "meget-hemmelig",
    "oidc_roller": '{"a": "laeser", "b": "socialtilsyn:Øst"}',
    "web_url": "https://tilbudstjek.example.org/",
}


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda **andet: Indstillinger(var=tmp_path, **HELE | andet)


def choose(indstillinger, som=None, bruger=None):
    return choose_indgang(indstillinger, som=som, bruger=bruger)


def test_without_a_login_there_is_one_reader_at_this_machine_who_cannot_write(make):
    indgang = choose(make(oidc_url=""))
    assert isinstance(indgang, Lokal)
    assert indgang.bruger == LOKAL
    assert not indgang.kan_skrive


def test_a_role_can_be_tried_at_this_machine(make):
    indgang = choose(make(oidc_url=""), "socialtilsyn:Nord", "nord")
    assert (indgang.bruger.rolle, indgang.bruger.tilsyn, indgang.bruger.brugernavn) == (
        Rolle.SOCIALTILSYN,
        "Nord",
        "nord",
    )
    assert indgang.kan_skrive


@pytest.mark.parametrize("som", ["konge", "socialtilsyn", "socialtilsyn:Mars", "laeser:Nord", ""])
def test_a_role_that_is_none_is_refused(make, som):
    with pytest.raises(IndstillingFejl, match="--som"):
        choose(make(oidc_url=""), som)


def test_a_login_is_made_of_its_settings_and_hides_its_secrets(make):
    indgang = choose(make(web_proxy="192.0.2.1"))
    assert isinstance(indgang, Login)
    assert (indgang.vaert, indgang.er_https, indgang.proxy) == ("tilbudstjek.example.org", True, "192.0.2.1")
    assert indgang.rollekort.roller["b"] == (Rolle.SOCIALTILSYN, "Øst")
    assert "meget-hemmelig" not in repr(make()) + repr(indgang) + repr(vars(indgang.udbyder))
    assert indgang.hemmelighed.decode() not in repr(indgang)


@pytest.mark.parametrize(
    ("andet", "naevnt"),
    [
        ({"oidc_klient": ""}, "TILBUDSTJEK_OIDC_KLIENT"),
        ({"oidc_hemmelighed": ""}, "TILBUDSTJEK_OIDC_HEMMELIGHED"),
        ({"oidc_roller": ""}, "TILBUDSTJEK_OIDC_ROLLER"),
        ({"oidc_roller": "a=laeser"}, "TILBUDSTJEK_OIDC_ROLLER"),
        ({"oidc_roller": '{"a": 1}'}, "TILBUDSTJEK_OIDC_ROLLER"),
        pytest.param({"oidc_roller": '{"a":' * 100_000}, "TILBUDSTJEK_OIDC_ROLLER kan ikke læses", id="dybt"),
        ({"oidc_roller": '{"a": "konge"}'}, "»konge« er ikke en rolle"),
        ({"oidc_roller": '{"a": "socialtilsyn:Mars"}'}, "skriv socialtilsyn:KODE"),
        ({"web_url": ""}, "TILBUDSTJEK_WEB_URL"),
        ({"web_url": "http://tilbudstjek.example.org"}, "TILBUDSTJEK_WEB_URL"),
        ({"web_url": "https://tilbudstjek.example.org/sider"}, "uden sti"),
        ({"oidc_url": "http://login.example.org"}, "TILBUDSTJEK_OIDC_URL"),
        ({"web_hemmelighed": "kort"}, "TILBUDSTJEK_WEB_HEMMELIGHED"),
    ],
)
def test_a_login_that_is_half_there_or_unsafe_is_not_started(make, andet, naevnt):
    with pytest.raises(IndstillingFejl, match=naevnt):
        choose(make(**andet))


def test_nobody_is_taken_at_their_word_where_there_is_a_login(make):
    with pytest.raises(IndstillingFejl, match="--som"):
        choose(make(), "administrator")


def test_other_machines_are_heard_only_with_a_login(make):
    check_lyt("0.0.0.0", choose(make()))  # noqa: S104 - what an operator may write
    check_lyt("127.0.0.1", Lokal())
    with pytest.raises(IndstillingFejl, match="--lyt"):
        check_lyt("0.0.0.0", Lokal())  # noqa: S104


def test_the_secret_is_made_once_and_kept_to_its_owner(make, tmp_path):
    foerste = load_web_hemmelighed(make())
    assert load_web_hemmelighed(make()) == foerste
    assert len(foerste) == 64
    assert stat.S_IMODE((tmp_path / "web_hemmelighed").stat().st_mode) == 0o600
    assert load_web_hemmelighed(make(web_hemmelighed="x" * 32)) == b"x" * 32


def test_logins_are_never_signed_with_an_empty_secret(make, tmp_path):
    (tmp_path / "web_hemmelighed").touch()
    with pytest.raises(IndstillingFejl, match="web_hemmelighed er tom"):
        load_web_hemmelighed(make())


@pytest.mark.parametrize("noegle", ["n" * 31, "æ" * 40, "n" * 40 + "\udcff", "n" * 40 + "\n", "n " * 20])
def test_a_key_that_cannot_be_shown_in_a_header_or_is_short_is_refused(make, noegle):
    with pytest.raises(IndstillingFejl, match="TILBUDSTJEK_METRICS_NOEGLE"):
        read_metrik_noegle(make(metrics_noegle=noegle))


def test_a_key_to_the_metrics_is_optional(make):
    assert read_metrik_noegle(make()) == ""
    assert read_metrik_noegle(make(metrics_noegle="n-/+=." * 8)) == "n-/+=." * 8
