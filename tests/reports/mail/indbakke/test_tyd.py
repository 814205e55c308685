"""Whatever comes in, something comes out: who wrote, and the messages nobody should have to open."""

import time
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.brevsvar import Svarart
from reports.mail.indbakke.postkasse import LAES_HOEJST
from reports.mail.indbakke.tyd import read_indgaaet
from tests.returpost import MAILER, make_dsn, make_svar, original_id


def test_an_answer_names_the_mail_and_what_it_disputes():
    svar = read_indgaaet(make_svar("Hej\n\nVi er uenige i punkt 2 og 4.\n\n> gammelt"))
    assert svar.art is Svarart.SVAR
    assert (svar.om, svar.er_uenig, svar.punkter) == ((original_id(),), True, (2, 4))
    assert svar.tekst == "Hej\n\nVi er uenige i punkt 2 og 4."
    assert not svar.fra_maskine


def test_the_mail_is_known_by_the_thread_too_the_nearest_first():
    raa = make_svar("ja", om="<a@x.example>", References="<foerst@x.example>  <a@x.example> <sidst@x.example>")
    assert read_indgaaet(raa).om == ("<a@x.example>", "<sidst@x.example>", "<foerst@x.example>")


@pytest.mark.parametrize(
    "hoved",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (vacation)"},
        {"X_Auto_Response_Suppress": "All"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"Return_Path": "<>"},
    ],
    ids=str,
)
def test_a_machines_answer_is_one_even_when_it_says_uenig(hoved):
    svar = read_indgaaet(make_svar("uenig i punkt 1", **hoved))
    assert svar.art is Svarart.AUTOSVAR
    assert not svar.er_uenig
    assert svar.tekst == ""


@pytest.mark.parametrize("hoved", [{"Auto_Submitted": "no"}, {"Return_Path": "<leder@ude.example.org>"}], ids=str)
def test_a_persons_answer_is_one(hoved):
    assert read_indgaaet(make_svar("ja", **hoved)).art is Svarart.SVAR


def test_a_message_that_answers_nothing_is_something_else():
    assert read_indgaaet(make_svar("Hej", om="")).art is Svarart.ANDET


def test_a_mail_servers_words_that_nobody_understands_are_something_else():
    svar = read_indgaaet(f"From: {MAILER}\nMessage-ID: <u@mx.example.net>\nReturn-Path: <>\n\nOh no".encode())
    assert (svar.art, svar.fra_maskine) == (Svarart.ANDET, True)


def _nested(dybde: int) -> bytes:
    dele = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(dybde))
    return b"Message-ID: <dyb@x.example>\nContent-Type: multipart/mixed; boundary=b0\n\n" + dele


FJENDTLIGE = {
    "empty": b"",
    "no headers": b"\n\nhej",
    "a thousand deep": _nested(1000),
    "a thousand attached messages": b"Content-Type: message/rfc822\n\n" * 1000,
    "unknown charset": make_svar("x").replace(b'charset="utf-8"', b'charset="klingon-8"'),
    "charset of NUL": make_svar("x").replace(b'charset="utf-8"', b'charset="\x00"'),
    "broken base64": make_svar("x").replace(b"7bit", b"base64"),
    "eight bits in headers": b"Message-ID: <\xe6@x>\nSubject: \xff\xfe\nFrom: \xe6\xf8\xe5\nIn-Reply-To: \xe6\n\n\xe6",
    "a header that never ends": b"Content-Type: multipart/mixed" + b";\n x=1" * 100_000 + b"\n\nhej",
    "semicolons": b"Content-Type: text/plain" + b";" * 400_000 + b"\n\nhej",
    "angle brackets": b"In-Reply-To: " + b"<" * 400_000 + b"\n\nhej",
    "a long line of digits": b"In-Reply-To: <a@b>\n\nuenig " + b"1-" * 200_000,
    "a long line of blanks": make_dsn().replace(b"Your message", b" " * 400_000),
    "attributions": b"In-Reply-To: <a@b>\n\n" + b"Den skrev " * 40_000,
    "headers quoted": b"In-Reply-To: <a@b>\n\n" + b"Fra: x\n" * 60_000,
    "html that never closes": b"Content-Type: text/html\nIn-Reply-To: <a@b>\n\n" + b"<div><b " * 60_000,
    "html a thousand deep": b"Content-Type: text/html\nIn-Reply-To: <a@b>\n\n" + b"<div>" * 60_000,
    "returned, nothing else": make_dsn()[:700],
    "recipients": make_dsn().replace(
        b"\nFinal-Recipient", b"\n\nAction: failed\nFinal-Recipient: rfc822; a@b\n" * 5000
    ),
    "mail server with 200,000 lines": f"From: {MAILER}\n\n".encode() + b"The following addresses had\n" * 15_000,
    "mail server with a long word": f"From: {MAILER}\n\nfailed addresses follow:\n".encode() + b"a" * 400_000,
    "many parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 50_000,
}


@pytest.mark.parametrize("raa", FJENDTLIGE.values(), ids=FJENDTLIGE.keys())
def test_hostile_messages_are_read_in_a_moment(raa):
    begyndt = time.process_time()
    svar = read_indgaaet(raa[:LAES_HOEJST])
    assert time.process_time() - begyndt < 2
    assert svar.message_id
    assert len(svar.tekst) <= 4000


def test_an_attachment_is_never_opened(tmp_path):
    bombe = b"UEsDBBQAAAAI" + b"A" * 300_000
    raa = (
        b"Message-ID: <b@x.example>\nIn-Reply-To: <a@b>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nuenig\n"
        b"--x\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n"
        + bombe
    )
    tracemalloc.start()
    svar = read_indgaaet(raa)
    _, top = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert svar.tekst == "uenig"
    assert top < 20 * len(raa)


HOVEDER = ("From", "Message-ID", "In-Reply-To", "Content-Type", "Return-Path", "Auto-Submitted", "Content-Disposition")
VALUES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [
            b"multipart/report; boundary=x",
            b"multipart/mixed; boundary=x",
            b"text/html; charset=utf-16",
            b"message/rfc822",
            b"message/delivery-status",
            b"MAILER-DAEMON@x",
            b"<>",
            b"<a@b>",
            b"text/plain; charset*=utf-7''%FF",
        ]
    ),
)
KROPPE = st.one_of(
    st.binary(max_size=300),
    st.lists(
        st.sampled_from(
            [
                b"--x\n",
                b"--x--\n",
                b"\n",
                b"Content-Type: message/delivery-status\n",
                b"Final-Recipient: rfc822; a@b.example\n",
                b"Action: failed\n",
                b"Status: 5.1.1\n",
                b"Content-Type: message/rfc822\n",
                b"Message-ID: <a@b>\n",
                b"<a@b.example>: 550 5.1.1\n",
                b"uenig 3\n",
                b"\xff\xfe\n",
            ]
        ),
        max_size=20,
    ).map(b"".join),
)
BESKEDER = st.builds(
    lambda hoveder, krop: b"".join(b"%s: %s\n" % (navn.encode(), value) for navn, value in hoveder) + b"\n" + krop,
    st.lists(st.tuples(st.sampled_from(HOVEDER), VALUES), max_size=6),
    KROPPE,
)


@given(st.one_of(BESKEDER, st.binary(max_size=400)))
@example(make_dsn())
def test_no_message_makes_the_reader_fail_and_a_final_return_needs_a_code_of_class_five(raa):
    svar = read_indgaaet(raa)
    assert svar.art is not Svarart.UENIG
    assert all(retur.kode is not None and retur.kode.startswith("5") for retur in svar.returer if retur.er_endelig)
    assert (svar.art is Svarart.RETUR) == bool(svar.returer)


@given(BESKEDER)
def test_a_message_is_read_the_same_twice(raa):
    assert read_indgaaet(raa) == read_indgaaet(raa)
