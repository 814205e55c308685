"""A PDF comes out whatever strangers called their tilbud."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.paabud.brev import Paabudsbrev, Punkt
from reports.paabud.pdf import write_pdf

NU = datetime(2026, 11, 2, 9, tzinfo=UTC)
# Every sign that is said to be known, and what names have held or may hold.
KENDTE = "".join(
    chr(tegn)
    for fra, til in ((0x20, 0x2FF), (0x370, 0x482), (0x48A, 0x4FF), (0x1E00, 0x1FFF), (0x2010, 0x2040))
    for tegn in range(fra, til + 1)
    if chr(tegn).isprintable()
)


def make_brev(navn: str) -> Paabudsbrev:
    """A letter with a name wherever a letter has one."""
    return Paabudsbrev(
        titel=f"Udkast til påbud: {navn}",
        varsel="Udkast",
        modtager=(("Tilbud", navn),),
        afgoerelse=(navn,),
        punkter=(Punkt(overskrift=f"1. {navn}", linjer=(("Der står", navn),)),),
        begrundelse=navn,
        frist=(navn,),
        retsgrundlag=(navn,),
    )


def test_every_known_sign_is_shown():
    assert write_pdf(make_brev(KENDTE), nu=NU).startswith(b"%PDF")


def test_an_emoji_a_chinese_sign_and_a_sign_that_is_none_stop_no_letter():
    for navn in ("Solgården 🌻", "太陽", "\ufffe", "e\u0301 a\u030a", "👩‍👧", "\u0300\u0301"):
        assert write_pdf(make_brev(navn), nu=NU).startswith(b"%PDF"), ascii(navn)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30))
def test_any_name_gives_a_letter(navn):
    assert write_pdf(make_brev(navn), nu=NU).startswith(b"%PDF")
