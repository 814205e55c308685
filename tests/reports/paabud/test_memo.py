"""The påbud as MeMo: what the message holds, that it is the same every time, and what is not made ready to be sent."""

import base64
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from defusedxml import ElementTree  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.fejl import RapportFejl
from reports.paabud.brev import make_paabudsbrev
from reports.paabud.pdf import write_pdf
from tests.reports.paabud.test_paabud import GRUNDLAG, HEMMELIG, NU

pytest.importorskip("python_serviceplatformen", reason="MeMo's library has no release for this Python.")
memo = pytest.importorskip("reports.paabud.memo")

MEMO = "{https://DigitalPost.dk/MeMo-1}"
MODTAGER, AFSENDER_CVR = "99000015", "99000023"
AFSENDER = memo.Afsender(cvr=AFSENDER_CVR, navn="Styrelsen for Prøver")
AFGJORT = replace(GRUNDLAG, cvr=MODTAGER, er_afgjort=True)
BREV = make_paabudsbrev(AFGJORT, begrundelse="Oplysningerne er ikke rettet efter to henvendelser.")
# Signs that break XML, HTML or a header, and those no XML document may hold at all.
ONDE = st.text(
    st.sampled_from("<>&\"'\r\n\t\0\x07\x1b\ud800\ufffe\uffff\u2028æøÅ]-!?{}%😀 ") | st.characters(), max_size=400
)


def write(grundlag=AFGJORT, brev=BREV, afsender=AFSENDER, nu=NU):
    return memo.write_memo(grundlag, brev, afsender, nu=nu)


def read(xml: bytes):
    """The message's leaves: each path of names without namespace, in the order they stand, and its text."""
    rod = ElementTree.fromstring(xml)

    def walk(element, sti):
        assert element.tag.startswith(MEMO)
        her = f"{sti}/{element.tag.removeprefix(MEMO)}"
        boern = list(element)
        return [linje for barn in boern for linje in walk(barn, her)] if boern else [(her, element.text)]

    return rod, walk(rod, "")


def test_the_message_has_the_parts_of_memo_in_their_order_and_no_others():
    rod, blade = read(write())
    assert rod.attrib == {"memoVersion": "1.2"}
    assert blade == [
        ("/Message/MessageHeader/messageType", "DIGITALPOST"),
        ("/Message/MessageHeader/messageUUID", blade[1][1]),
        ("/Message/MessageHeader/label", "Påbud om at rette 3 oplysninger på Tilbudsportalen"),
        ("/Message/MessageHeader/Sender/senderID", AFSENDER_CVR),
        ("/Message/MessageHeader/Sender/idType", "CVR"),
        ("/Message/MessageHeader/Sender/label", "Styrelsen for Prøver"),
        ("/Message/MessageHeader/Recipient/recipientID", MODTAGER),
        ("/Message/MessageHeader/Recipient/idType", "CVR"),
        ("/Message/MessageBody/createdDateTime", "2026-12-20T09:00:00Z"),
        ("/Message/MessageBody/MainDocument/File/encodingFormat", "application/pdf"),
        ("/Message/MessageBody/MainDocument/File/filename", "paabud.pdf"),
        ("/Message/MessageBody/MainDocument/File/language", "da"),
        ("/Message/MessageBody/MainDocument/File/content", blade[-1][1]),
    ]
    assert base64.b64decode(blade[-1][1], validate=True) == write_pdf(BREV, nu=NU)
    # The services that take MeMo from authorities know the namespace by this prefix only.
    assert b"<memo:Message xmlns:memo=" in write()


def test_the_same_letter_gives_the_same_file_and_keeps_its_id_on_another_day():
    assert write() == write()
    senere = write(nu=NU + timedelta(days=1))
    assert senere != write()
    assert find_id(senere) == find_id(write())


def test_another_case_or_another_letter_gets_another_id():
    andet_brev = make_paabudsbrev(AFGJORT, begrundelse="En anden grund.")
    filer = [
        write(),
        write(brev=andet_brev),
        write(grundlag=replace(AFGJORT, tilbudsid="1002")),
        write(grundlag=replace(AFGJORT, tilbudsid="\ud800")),
        write(grundlag=replace(AFGJORT, dag=date(2026, 12, 21))),
    ]
    assert len({find_id(fil) for fil in filer}) == len(filer)


def find_id(xml: bytes) -> str:
    return str(dict(read(xml)[1])["/Message/MessageHeader/messageUUID"])


def test_the_id_has_the_form_memo_asks_for():
    noegle = UUID(find_id(write()))
    assert (noegle.version, noegle.variant) == (4, "specified in RFC 4122")


def test_the_moment_is_written_in_utc_wherever_the_clock_is():
    dansk = datetime(2026, 12, 20, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert dict(read(write(nu=dansk))[1])["/Message/MessageBody/createdDateTime"] == "2026-12-20T09:00:00Z"
    assert dansk.astimezone(UTC) == NU


def test_a_cvr_number_written_with_blanks_is_eight_digits():
    blade = dict(read(write(grundlag=replace(AFGJORT, cvr="99 00 00 15")))[1])
    assert blade["/Message/MessageHeader/Recipient/recipientID"] == MODTAGER


@given(titel=st.text("<>&\"'\r\n\t]-!?{}%#$*_@æ ", max_size=300), navn=ONDE)
@example(titel="]]></memo:label><memo:Recipient>", navn="&#0; <!ENTITY x>")
@example(titel="Påbud " * 50, navn="\ufffe\uffff" * 300)
@settings(max_examples=12, deadline=None)
def test_no_title_or_name_breaks_the_message_or_grows_beyond_memo(titel, navn):
    brev = replace(BREV, titel=f"Påbud {titel}")
    blade = read(write(brev=brev, afsender=replace(AFSENDER, navn=navn)))[1]
    assert len(blade) == 13
    for sti in ("/Message/MessageHeader/label", "/Message/MessageHeader/Sender/label"):
        tekst = dict(blade)[sti] or ""
        assert len(tekst) <= 256
        assert "\n" not in tekst


@pytest.mark.parametrize(("er_beskyttet", "er_personlig"), [(True, False), (False, True)])
def test_outside_the_letter_neither_a_krisecenter_nor_a_person_is_named(er_beskyttet, er_personlig):
    grundlag = replace(AFGJORT, er_beskyttet=er_beskyttet, er_personlig=er_personlig, navn=f"Krisecentret {HEMMELIG}")
    brev = make_paabudsbrev(grundlag, begrundelse="Står.")
    uden_brev = " ".join(tekst for _, tekst in read(write(grundlag=grundlag, brev=brev))[1][:-1])
    assert HEMMELIG not in uden_brev
    assert "Krisecentret" not in uden_brev


@pytest.mark.parametrize(
    ("aendring", "begrundelse", "saetning"),
    [
        ({"er_afgjort": False}, "Står.", "påbuddet er ikke besluttet"),
        ({"leveret": date(2026, 12, 22)}, "Står.", "leveret i Digital Post 22. december 2026 og skal ikke sendes igen"),
        ({}, " ", "mangler sin begrundelse"),
        ({"cvr": "99000016"}, "Står.", "opfylder ikke modulus 11"),
    ],
)
def test_what_must_not_lie_ready_to_be_sent_is_refused_with_a_sentence(aendring, begrundelse, saetning):
    grundlag = replace(AFGJORT, **aendring)
    with pytest.raises(RapportFejl, match=saetning):
        write(grundlag=grundlag, brev=make_paabudsbrev(grundlag, begrundelse=begrundelse))


def test_writing_it_loads_nothing_that_could_send_it():
    kode = (
        "import sys, flows.cli, reports.paabud.pakke; assert 'python_serviceplatformen' not in sys.modules;"
        "import reports.paabud.memo;"
        "print(sorted({'pika', 'requests', 'xsdata', 'python_serviceplatformen.digital_post'} & set(sys.modules)))"
    )
    svar = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True)
    assert svar.stdout.strip() == "[]"
