"""A krisecenter whose every field is a marked word, taken through all that is written of mails and cases."""

import io
import re
import zipfile
from datetime import datetime
from email import message_from_bytes
from email.policy import default

import pytest

from domain.regel import Modtager
from domain.tid import DANSK_TID
from reports.paabud.grundlag import list_fulgte
from tests.builders import make_afdeling
from tests.kommando import make_kommando
from tests.reports.mail.orientering.test_udgivelse import night
from tests.reports.scene import ADRESSE, BY, CVR, REGLER, TELEFON, make_fund
from tests.warehouse.rows import rows
from warehouse.brevveksling.adressebog import Valg, find_indehaver, set_adresse
from warehouse.sager import open_sager

HEMMELIG = re.compile(r"qhemmelig\w*", re.IGNORECASE)
CENTER = make_afdeling(
    5,
    navn="Qhemmeligtnavn",
    adresse="Qhemmeligvej 7",
    by="Qhemmeligby",
    telefon="Qhemmelig 99 99 00 00",
    email="fælles@ude.example.org",
    hjemmeside="https://qhemmelig.example.org",
    virksomhed="Qhemmeligfonden",
    tilbudstyper=("Krisecenter, § 109",),
    pladser={"§ 109": 8},
)
NABO = make_afdeling(1, email="fælles@ude.example.org")
FUND = (
    *(
        make_fund(regel, "1005", "5", vaerdi="Qhemmeligvaerdi", forslag="Qhemmeligforslag")
        for regel in (ADRESSE, BY, CVR, TELEFON)
    ),
    make_fund(CVR, "1001", vaerdi="99000016"),
)
_LAESES = ("mail", "mail_tilbud", "mail_svar", "sag", "sag_haendelse", "koersel", "afvigelse_haendelse")


@pytest.fixture
def tilbudstjek(engine, tmp_path, monkeypatch, capsys):
    """`tilbudstjek …` on the test's database: all it wrote to both streams."""
    kommando = make_kommando(monkeypatch, capsys, tmp_path / "var", str(engine.url), MAIL_SNAPSHOTS="1")

    def run(*args: str) -> str:
        svar = kommando(*args)
        return f"{svar.stdout}{svar.stderr}"

    return run


def test_nothing_a_krisecenters_page_says_is_in_any_output(tilbudstjek, engine, tmp_path):
    nu = datetime.now(DANSK_TID)
    night(engine, tmp_path, nu, fund=FUND, afdelinger=[NABO, CENTER])
    open_sager(engine, nu, regler=list_fulgte(REGLER))
    syd = find_indehaver(engine, Modtager.SOCIALTILSYN, "Syd")
    set_adresse(engine, syd, "syd@tilsyn.example.org", Valg(af="ab", grund="aftalt"), nu=nu)
    til = ("--hvem", "ab", "--grund", "prøve")
    sagt = [
        tilbudstjek(*args)
        for args in (
            ("mail", "orientering"),
            ("mail", "orientering", "--tekst", "Syd"),
            ("mail", "orientering", "--rigtigt"),
            ("mail", "send", "--rigtigt"),
            ("mail", "frigiv"),
            ("mail", "vis"),
            ("mail", "vis", "--json"),
            ("mail", "send"),
            ("mail", "send", "--rigtigt"),
            ("adresse", "vis"),
            ("sag", "liste"),
            ("sag", "vis", "1005"),
            ("sag", "note", "1005", *til),
            ("sag", "besked", "1005", *til),
            ("sag", "udkast", "1005"),
            ("sag", "vis", "1005"),
        )
    ]
    filer = [fil for fil in (tmp_path / "var").rglob("*") if fil.is_file()]
    breve = [tekst for fil in filer if fil.suffix == ".eml" for tekst in read_mail(fil.read_bytes())]
    assert any("1005" in tekst for tekst in breve), "the krisecenter is written about, by its number"
    assert any("99000016" in tekst for tekst in breve), "its neighbour is quoted"
    tabeller = [str(row) for tabel in _LAESES for row in rows(engine, f"SELECT * FROM {tabel}")]
    assert [x for tekst in (*sagt, *breve, *tabeller) for x in HEMMELIG.findall(tekst)] == []


def read_mail(raw: bytes) -> list[str]:
    """All texts of a mail: its headers, its parts, and what is inside its workbook."""
    besked = message_from_bytes(raw, policy=default)
    tekster = [str(besked.items())]
    for del_ in besked.walk():
        if del_.get_content_maintype() == "text":
            tekster.append(del_.get_content())
        elif del_.get_filename():
            with zipfile.ZipFile(io.BytesIO(del_.get_content())) as bog:
                tekster += [bog.read(navn).decode("utf-8") for navn in bog.namelist()]
    return tekster
