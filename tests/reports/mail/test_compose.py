"""Whole mails: golden texts, bad input, and what may never be in one to a krisecenter."""

import re
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.mail.besked import Afsender
from reports.mail.brevgrundlag import find_myndighed, find_navn, find_senest
from reports.mail.compose import Anledning, compose
from reports.mail.indhold import Brevgrundlag, Mailfejl, Tilbudsdel, Trin
from tests.reports.scene import (
    AFSENDER,
    BY,
    CVR,
    LEDER,
    REGLER,
    SUM,
    SVAR_TIL,
    TELEFON,
    TILSYN,
)
from warehouse.queries.rapport_mail import Mailafdeling

FRA = Afsender(fra=AFSENDER, svar_til=SVAR_TIL)
DAG = date(2026, 11, 1)
TIL = "kontakt@birkehuset.example.org"
ANLEDNING = Anledning(til=TIL, nu=datetime(2026, 11, 2, 3, 12, tzinfo=UTC), noegle="0123456789abcdef")


def make_mailafdeling(**felter):
    standard = {
        "tilbudsid": "1001",
        "afdelingsid": "1",
        "navn": "Birkehuset",
        "email": "kontakt@birkehuset.example.org",
        "tilsyn_art": "socialtilsyn",
        "tilsyn_kode": "Syd",
        "tilsynsmyndighed": "Socialtilsyn Syd",
        "er_beskyttet": False,
    }
    return Mailafdeling(**{**standard, **felter})


def write(fejl, *afdelinger):
    return compose(make_grundlag(make_del(fejl, *afdelinger)), afsender=FRA, anledning=ANLEDNING)


def make_del(fejl, *afdelinger):
    egne = afdelinger or (make_mailafdeling(),)
    return Tilbudsdel(
        tilbudsid=egne[0].tilbudsid,
        navn=find_navn(egne),
        myndighed=find_myndighed(egne),
        er_beskyttet=any(afdeling.er_beskyttet for afdeling in egne),
        afdelinger={afdeling.afdelingsid: afdeling.navn for afdeling in egne},
        fejl=tuple(fejl),
    )


def make_grundlag(*dele):
    senest = find_senest(Trin.VARSEL, DAG)
    return Brevgrundlag(trin=Trin.VARSEL, dele=dele, dag=DAG, senest=senest, svar_til=SVAR_TIL)


class Struktur(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.attributter = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributter += attrs


def read_html(html):
    struktur = Struktur()
    struktur.feed(html)
    return struktur


EN_FEJL = (Mailfejl(regel=CVR, afdelingsid="1", vaerdi="99000016"),)
FLERE = (
    Mailfejl(regel=TILSYN, afdelingsid="2"),
    Mailfejl(regel=BY, afdelingsid="1", vaerdi="Odense", forslag="Odense C"),
    Mailfejl(regel=TELEFON, afdelingsid="1"),
    Mailfejl(regel=SUM, afdelingsid=None, vaerdi="20", forslag="16"),
    Mailfejl(regel=LEDER, afdelingsid="2"),
)
TO_AFDELINGER = (
    make_mailafdeling(navn="Solgården, Nord"),
    make_mailafdeling(afdelingsid="2", navn="Solgården, Syd"),
)


def test_the_html_loads_nothing_and_says_its_language():
    html = write(FLERE, *TO_AFDELINGER).html
    struktur = read_html(html)
    assert ("lang", "da") in struktur.attributter
    assert {"img", "script", "link", "iframe"}.isdisjoint(struktur.tags)
    assert not {navn for navn, _ in struktur.attributter} & {"src", "background"}
    assert {value for navn, value in struktur.attributter if navn == "href"} == {f"mailto:{SVAR_TIL}"}
    assert "<style" not in html
    assert 'style="' in html


def test_markup_in_a_name_is_text_and_nothing_else():
    ond = '<script>alert(1)</script><img src=x onerror="y">'
    mail = write([Mailfejl(regel=CVR, afdelingsid="1", vaerdi=ond)], make_mailafdeling(navn=ond))
    assert {"script", "img"}.isdisjoint(read_html(mail.html).tags)
    assert "&lt;script&gt;" in mail.html
    assert ond in mail.tekst.replace("\n      ", " ")


def test_a_megabyte_a_line_break_and_control_signs_leave_a_small_right_mail():
    ond = "Birke\r\nBcc: offer@example.com\x00\x1b[31m\u202e" + "æ" * 1_000_000
    mail = write([Mailfejl(regel=CVR, afdelingsid="1", vaerdi=ond, forslag=ond)], make_mailafdeling(navn=ond))
    raa = mail.besked.as_bytes()
    assert len(raa) < 30_000
    laest = message_from_bytes(raa, policy=default)
    assert "Bcc" not in laest
    assert "\n" not in laest["Subject"]
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", mail.tekst + mail.html)


def test_no_line_of_the_message_is_longer_than_mail_allows():
    raa = write([Mailfejl(regel=CVR, afdelingsid="1", vaerdi="=" * 500)]).besked.as_bytes()
    assert max(len(linje) for linje in raa.split(b"\r\n")) <= 998


def test_a_name_that_begins_like_a_formula_is_quoted_as_it_is():
    mail = write([Mailfejl(regel=CVR, afdelingsid="1", vaerdi="=1+1")], make_mailafdeling(navn="=HYPERLINK(1)"))
    assert "Der står: »=1+1«" in mail.tekst
    assert mail.tekst.startswith("Til =HYPERLINK(1)")


STEDER = st.text(alphabet="ABDEFGHKLMNPRSTUVXYZÆØÅ", min_size=8, max_size=20)
POSTNUMRE = st.integers(3000, 9990).map(str)


@settings(max_examples=60, deadline=None)
@given(
    gade=STEDER,
    navn=STEDER,
    by=STEDER,
    postnr=POSTNUMRE,
    valgte=st.sets(st.sampled_from(REGLER), min_size=1),
    hele=st.booleans(),
)
def test_a_mail_to_a_krisecenter_never_says_where_it_lies(gade, navn, by, postnr, valgte, hele):
    sted = f"{gade} 7, {postnr} {by}"
    afdeling = make_mailafdeling(er_beskyttet=True, navn=f"{navn} {sted}", tilsyn_art="kommune", tilsyn_kode=None)
    anden = make_mailafdeling(afdelingsid="2", navn=sted, tilsynsmyndighed=f"{by} Kommune", tilsyn_art="kommune")
    fejl = [
        Mailfejl(regel=regel, afdelingsid=None if hele else "1", vaerdi=sted, forslag=f"{postnr} {by}")
        for regel in sorted(valgte, key=lambda regel: regel.id)
    ]
    mail = write(fejl, afdeling, anden)
    laest = message_from_bytes(mail.besked.as_bytes(), policy=default)
    alt = " ".join([laest["Subject"], *(part.get_content() for part in laest.iter_parts())])
    assert not [hemmelig for hemmelig in (gade, navn, by) if hemmelig in alt]
    assert not re.search(rf"\b{postnr}\b", alt)
    assert gade.encode() not in mail.besked.as_bytes()
