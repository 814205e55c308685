"""Tokens that are not good let nobody in: each is sent by a provider over HTTP, signed as an attacker would."""

import logging
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from reports.web.adgang.graenser import Graense
from tests.reports.web.adgang.scene import Ur, behind_login, find_maerke
from tests.reports.web.adgang.udbydere import leave_unsigned, make_noegle, sign, sign_escaped, sign_with_public_key

FREMMED = make_noegle("en")
UKENDT = make_noegle("findes-ikke")


def come_back(klient, skurk, make_token, **forespoergsel):
    """Begin a login, let the provider make its token from the nonce, and come back."""
    kode, spurgt = skurk.authorize(klient.get("/log-ind?til=/regler").headers["location"])
    skurk.id_token = make_token(spurgt["nonce"])
    return klient.get("/log-ind/svar", params={"code": kode, "state": spurgt["state"]} | forespoergsel)


@pytest.fixture(scope="module")
def ur():
    return Ur()


@pytest.fixture(scope="module")
def browser(adgangslager, skurk, ur):
    ubegraenset = (Graense("/", 10_000),)
    with behind_login(adgangslager, skurk.udsteder, ur, graenser=ubegraenset) as klient:
        yield klient


@pytest.fixture
def klient(browser):
    """The browser without what the test before left in it."""
    browser.cookies.clear()
    return browser


@contextmanager
def fresh(adgangslager, skurk, ur):
    """A server that has not asked the provider anything yet."""
    with behind_login(adgangslager, skurk.udsteder, ur) as klient:
        yield klient


def test_a_good_token_opens_the_door_and_is_kept_nowhere(klient, skurk, ur, adgangslager, caplog):
    caplog.set_level(logging.DEBUG)
    svar = come_back(klient, skurk, make_good(skurk, ur))
    assert (svar.status_code, svar.headers["location"]) == (303, "/regler")
    assert klient.get("/regler").status_code == 200
    spurgt = skurk.spurgt[-1]
    assert spurgt["code_challenge_method"] == "S256"
    assert spurgt["response_type"] == "code"
    assert len({spurgt["state"], spurgt["nonce"], spurgt["code_challenge"]}) == 3
    kager = str(dict(klient.cookies))
    with adgangslager.begin() as conn:
        log = str(conn.execute(text("SELECT * FROM adgangslog")).all())
    for hemmelig in (skurk.id_token, skurk.id_token.split(".")[1], "adgangstoken", "hemmelig-hos-udbyderen"):
        assert hemmelig not in kager
        assert hemmelig not in log
        assert hemmelig not in "".join(post.getMessage() for post in caplog.records if post.name.startswith("reports"))


ONDE = {
    "wrong audience": {"aud": "et-andet-system"},
    "several audiences and no authorised party": {"aud": ["tilbudstjek", "et-andet-system"]},
    "another authorised party": {"azp": "et-andet-system"},
    "wrong issuer": {"iss": "https://ond.example"},
    "no issuer": {"iss": None},
    "no audience": {"aud": None},
    "another's nonce": {"nonce": "en-anden"},
    "no nonce": {"nonce": None},
    "no end": {"exp": None},
    "no beginning": {"iat": None},
    "no subject": {"sub": None},
    "an end that is no time": {"exp": "i morgen"},
    "roles that are no list of words": {"roles": {"gruppe-sag": True}},
    "a role nobody has": {"roles": ["findes-ikke"]},
    "no role": {"roles": None},
    "a user name of control signs": {"preferred_username": "a\nb"},
    "the user name of the machine's own reader": {"preferred_username": "lokal"},
    "the name of the program itself in the file notes": {"preferred_username": "System"},
}
TIDER = {"expired": ("exp", -120), "not yet valid": ("nbf", 300), "issued tomorrow": ("iat", 86_400)}


@pytest.mark.parametrize("aendring", [*ONDE.values(), *TIDER.values()], ids=[*ONDE, *TIDER])
def test_a_token_that_does_not_fit_lets_nobody_in(klient, skurk, ur, aendring):
    nu = int(ur().timestamp())
    andet = {aendring[0]: nu + aendring[1]} if isinstance(aendring, tuple) else aendring

    def make(nonce):
        claims = skurk.make_claims(nonce, nu, **andet)
        return sign(skurk.noegle, {navn: value for navn, value in claims.items() if value is not None})

    assert_refused(klient, come_back(klient, skurk, make))


@pytest.mark.parametrize(
    "underskriv",
    [
        lambda skurk, claims: leave_unsigned(claims),
        lambda skurk, claims: sign_with_public_key(skurk.noegle, claims),
        lambda skurk, claims: sign(FREMMED, claims),
        lambda skurk, claims: sign(UKENDT, claims),
        lambda skurk, claims: sign(skurk.noegle, claims)[:-4] + "AAAA",
        lambda skurk, claims: sign(skurk.noegle, claims).rpartition(".")[0] + ".",
        lambda skurk, claims: "slet.intet.token",
        lambda skurk, claims: "",
        lambda skurk, claims: None,
    ],
    ids=[
        *("unsigned", "signed with the public key", "another's key of the same name", "a key nobody knows"),
        *("changed signature", "no signature", "no token", "empty", "left out"),
    ],
)
def test_a_token_the_provider_did_not_sign_lets_nobody_in(klient, skurk, ur, underskriv):
    svar = come_back(klient, skurk, lambda n: underskriv(skurk, skurk.make_claims(n, int(ur().timestamp()))))
    assert_refused(klient, svar)


def assert_refused(klient, svar):
    assert svar.status_code == 403
    assert "Du er ikke logget ind" in svar.text
    assert "tjek_session" not in klient.cookies
    assert klient.get("/regler").status_code == 303


def make_good(skurk, ur):
    return lambda nonce: sign(skurk.noegle, skurk.make_claims(nonce, int(ur().timestamp())))


def test_a_name_no_text_can_hold_is_no_hindrance(klient, skurk, ur):
    def make(nonce):
        return sign_escaped(
            skurk.noegle, skurk.make_claims(nonce, int(ur().timestamp()), name="Kaj \ud800<script>\u202e")
        )

    assert come_back(klient, skurk, make).status_code == 303
    html = klient.get("/regler").text
    assert "Logget ind som Kaj" in html
    assert "<script>" not in html


def test_an_answer_is_good_once_and_for_the_browser_that_asked(klient, skurk, ur):
    svar = come_back(klient, skurk, make_good(skurk, ur))
    igen = klient.get(str(svar.request.url))
    assert igen.status_code == 400
    kode, spurgt = skurk.authorize(klient.get("/log-ind").headers["location"])
    kage = klient.cookies["tjek_log_ind"]
    svar = {"code": kode, "state": spurgt["state"]}
    skurk.id_token = make_good(skurk, ur)(spurgt["nonce"])
    klient.cookies.clear()
    assert klient.get("/log-ind/svar", params=svar).status_code == 400
    klient.cookies.set("tjek_log_ind", kage)
    assert klient.get("/log-ind/svar", params=svar).status_code == 303
    klient.cookies.clear()
    klient.cookies.set("tjek_log_ind", kage)
    assert klient.get("/log-ind/svar", params=svar).status_code == 400


def test_a_code_that_was_used_is_refused_by_the_provider_and_by_us(klient, skurk, ur):
    come_back(klient, skurk, make_good(skurk, ur))
    klient.cookies.clear()
    svar = come_back(klient, skurk, make_good(skurk, ur), code=f"kode-{len(skurk.spurgt) - 1}")
    assert_refused(klient, svar)


@pytest.mark.parametrize(
    "aendring", [{"state": "gaettet"}, {"state": ""}, {"state": "æøå"}], ids=["guessed", "empty", "no ascii"]
)
def test_an_answer_nobody_asked_for_is_refused(klient, skurk, ur, aendring):
    svar = come_back(klient, skurk, make_good(skurk, ur), **aendring)
    assert svar.status_code == 400
    assert klient.get("/regler").status_code == 303


def test_a_login_left_lying_is_not_taken_up(klient, skurk, ur):
    kode, spurgt = skurk.authorize(klient.get("/log-ind").headers["location"])
    skurk.id_token = make_good(skurk, ur)(spurgt["nonce"])
    ur.foran += timedelta(minutes=11)
    assert klient.get("/log-ind/svar", params={"code": kode, "state": spurgt["state"]}).status_code == 400
    ur.foran = timedelta()


def test_a_refusal_of_the_provider_is_said_without_its_words(klient, skurk):
    _, spurgt = skurk.authorize(klient.get("/log-ind").headers["location"])
    svar = klient.get(
        "/log-ind/svar",
        params={"error": "access_denied", "error_description": "<script>alert(1)</script>", "state": spurgt["state"]},
    )
    assert svar.status_code == 403
    assert "alert" not in svar.text


def test_new_keys_of_the_provider_are_fetched_but_at_most_once_a_minute(adgangslager, skurk):
    ur = Ur()
    gammel = skurk.noegle
    with fresh(adgangslager, skurk, ur) as klient:
        come_back(klient, skurk, make_good(skurk, ur))
        klient.cookies.clear()
        skurk.noegle = UKENDT
        skurk.noegler = [skurk.noegle]
        assert_refused(klient, come_back(klient, skurk, make_good(skurk, ur)))
        ur.foran += timedelta(minutes=2)
        assert come_back(klient, skurk, make_good(skurk, ur)).status_code == 303
    skurk.noegle, skurk.noegler = gammel, [gammel]


@pytest.mark.parametrize(
    "om",
    [
        {"issuer": "https://ond.example"},
        {"token_endpoint": "ftp://ond.example/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_that_is_another_or_has_unsafe_places_is_not_gone_to(adgangslager, skurk, ur, om):
    skurk.om = om
    with fresh(adgangslager, skurk, ur) as klient:
        svar = klient.get("/log-ind")
    skurk.om = {}
    assert svar.status_code == 503
    assert "Sig det til driften" in svar.text


def test_nobody_is_led_to_an_unsafe_place_on_the_way_out(adgangslager, skurk, ur):
    skurk.om = {"end_session_endpoint": "javascript:alert(1)//"}
    with fresh(adgangslager, skurk, ur) as klient:
        come_back(klient, skurk, make_good(skurk, ur))
        svar = klient.post("/log-ud", data={"maerke": find_maerke(klient.get("/regler").text)})
    skurk.om = {}
    assert "Du er logget ud af Tilbudstjek" in svar.text
    assert "javascript" not in svar.text
    assert 'href="/log-ind"' in svar.text


def test_a_provider_that_does_not_answer_is_said_so(adgangslager):
    with behind_login(adgangslager, "http://127.0.0.1:9") as klient:
        svar = klient.get("/log-ind")
    assert svar.status_code == 503
    assert "svarer ikke lige nu" in svar.text
