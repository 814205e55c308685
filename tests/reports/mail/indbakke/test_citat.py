"""What a person wrote, told from what the mail program put below it."""

import pytest

from reports.mail.indbakke.citat import drop_citat
from reports.mail.indbakke.krop import GRAENSE, read_krop
from reports.mail.indbakke.parse import parse_besked
from tests.returpost import make_svar

VORES = "Er du uenig, så svar »uenig« og punktets nummer."


@pytest.mark.parametrize(
    "citat",
    [
        f"Den 23. nov. 2026 kl. 09.12 skrev Tilbudstjek <tilbudstjek@example.org>:\n\n{VORES}",
        f"Den man. 23. nov. 2026 kl. 09.12 skrev Tilbudstjek <\ntilbudstjek@example.org>:\n\n{VORES}",
        f"On Mon, 23 Nov 2026 at 09:12, Tilbudstjek <tilbudstjek@example.org> wrote:\n{VORES}",
        f"Fra: Tilbudstjek <tilbudstjek@example.org>\nSendt: 23. november 2026 09:12\nTil: Leder\nEmne: Fejl\n{VORES}",
        f"From: Tilbudstjek\nSent: Monday\nTo: Leder\n{VORES}",
        f"-----Oprindelig meddelelse-----\n{VORES}",
        f"________________________________\n{VORES}",
        f"-------- Videresendt meddelelse --------\n{VORES}",
        f"-- \nLeder\n{VORES}",
        "\n".join(f"> {linje}" for linje in (VORES, VORES)),
    ],
)
def test_quoted_mails_of_the_common_programs_are_dropped(citat):
    assert drop_citat(f"Tak, vi ser på det.\n\n{citat}") == "Tak, vi ser på det."


@pytest.mark.parametrize(
    "tekst",
    ["Den adresse er rigtig: se selv.", "Fra i dag er vi flyttet.", "On er et ord.\nDen skrev vi i går.", "- et\n- to"],
)
def test_what_looks_a_little_like_a_quotation_stays(tekst):
    assert drop_citat(tekst) == tekst


def test_an_answer_in_html_alone_is_read_without_quotation_and_style():
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>Vi er <b>uenige</b> i<br>punkt 3</p>"
        f"<div class='gmail_quote'><p>{VORES}</p></div><blockquote>{VORES}</blockquote></body></html>"
    )
    besked = parse_besked(make_svar("x").replace(b"text/plain", b"text/html").replace(b"\n\nx", f"\n\n{html}".encode()))
    assert [linje.strip() for linje in read_krop(besked).splitlines()] == ["Vi er uenige i", "punkt 3"]


def test_control_signs_and_signs_that_turn_the_text_are_taken_out_and_long_texts_are_cut():
    krop = read_krop(parse_besked(make_svar("a\x1b[31mb\u202ec\x07\n" + "x" * 10_000)))
    assert krop.startswith("a[31mbc\n")
    assert len(krop) == GRAENSE


def test_an_attached_text_is_not_read():
    raa = (
        b"Message-ID: <v@ude.example.org>\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n"
        b"Content-Disposition: attachment; filename=a.txt\n\nhemmeligt\n--x--\n"
    )
    assert read_krop(parse_besked(raa)) == ""
