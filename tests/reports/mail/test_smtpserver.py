"""The mail server's address in the settings: read whole, or refused without a word of its password."""

import pytest

from reports.fejl import RapportFejl
from reports.mail.smtpserver import Smtpserver, read_smtp_url


def test_an_address_is_read_whole():
    assert read_smtp_url("smtps://post:p%40s%3As%2Fw@mail.example.org:4650") == Smtpserver(
        vaert="mail.example.org", port=4650, tls="fra-start", bruger="post", kode="p@s:s/w"
    )
    assert read_smtp_url(" smtp+starttls://u%40example.org:k@mail.example.org/ ") == Smtpserver(
        vaert="mail.example.org", port=587, tls="starttls", bruger="u@example.org", kode="k"
    )
    assert read_smtp_url("smtps://mail.example.org").port == 465


@pytest.mark.parametrize(
    "url",
    [
        "smtp://post:hemmelig@mail.example.org",
        "mail.example.org:hemmelig",
        "smtps://post:hemmelig@",
        "smtps://hemmelig@mail.example.org",
        "smtps://post:hemmelig@mail.example.org:mange",
        "smtps://post:hemmelig@mail.example.org:99999",
        "smtps://post:hemmelig@mail.example.org/sti",
        "smtps://post:hemmelig@mail.example.org?x=1",
        "smtps://post:hemmeligæ@mail.example.org",
        "smtps://[post:hemmelig@mail.example.org",
        "",
    ],
)
def test_what_cannot_be_used_is_refused_without_its_secret(url):
    with pytest.raises(RapportFejl, match="TILBUDSTJEK_SMTP_URL") as fejl:
        read_smtp_url(url)
    assert "hemmelig" not in str(fejl.value)
    assert fejl.value.__suppress_context__ or fejl.value.__context__ is None


def test_the_password_is_in_no_text():
    assert "hemmelig" not in f"{read_smtp_url('smtps://post:hemmelig@mail.example.org')!r}"
