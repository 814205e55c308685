"""Reports by RFC 3464, and those of mail servers that write otherwise."""

import pytest

from domain.brevsvar import Svarart
from reports.mail.indbakke.tyd import read_indgaaet
from tests.returpost import MAILER, MODTAGER, make_dsn, original_id


@pytest.mark.parametrize("hele", [True, False], ids=["the whole mail returned", "its headers alone"])
def test_a_final_failure_names_the_recipient_the_code_and_the_mail(hele):
    svar = read_indgaaet(make_dsn(hele=hele))
    assert svar.art is Svarart.RETUR
    assert svar.om == (original_id(),)
    (retur,) = svar.returer
    assert MODTAGER in retur.emails
    assert (retur.er_endelig, retur.kode) == (True, "5.1.1")


@pytest.mark.parametrize(
    ("handling", "status", "svar"),
    [
        ("delayed", "4.4.1", "smtp; 451 4.4.1 try later"),
        ("delayed", "5.1.1", "smtp; 550 no such user"),
        ("failed", "4.4.7", "smtp; 450 4.4.7 expired"),
        ("failed", None, "smtp; 451 try later"),
        ("failed", None, "x-unix; no idea"),
        ("failed", "2.0.0", ""),
    ],
)
def test_what_is_not_both_failed_and_of_class_five_is_not_final(handling, status, svar):
    (retur,) = read_indgaaet(make_dsn(handling=handling, status=status, svar=svar)).returer
    assert not retur.er_endelig


def test_the_code_is_the_diagnostics_where_the_status_only_says_its_class():
    (retur,) = read_indgaaet(make_dsn(status="5.0.0", svar="smtp; 550 5.7.1 relay denied")).returer
    assert retur.kode == "5.7.1"
    (retur,) = read_indgaaet(make_dsn(status=None, svar="smtp; 550 no such user here")).returer
    assert (retur.kode, retur.er_endelig) == ("550", True)


@pytest.mark.parametrize("handling", ["delivered", "relayed", "expanded"])
def test_a_report_that_the_mail_arrived_is_an_automatic_answer(handling):
    svar = read_indgaaet(make_dsn(handling=handling, status="2.0.0"))
    assert (svar.art, svar.returer) == (Svarart.AUTOSVAR, ())


def test_a_recipient_written_in_xtext_is_known():
    (retur,) = read_indgaaet(make_dsn("o+2Bny@ude.example.org")).returer
    assert "o+ny@ude.example.org" in retur.emails


def test_a_report_that_a_person_sends_on_as_an_attachment_is_no_report():
    videresendt = (
        b"From: leder@ude.example.org\nMessage-ID: <v@ude.example.org>\nContent-Type: multipart/mixed; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nSe her\n--x\nContent-Type: message/rfc822\n\n" + make_dsn() + b"\n--x--\n"
    )
    svar = read_indgaaet(videresendt)
    assert (svar.art, svar.returer, svar.tekst) == (Svarart.ANDET, (), "Se her")


EXIM = f"""\
From: Mail Delivery System <{MAILER}>
Message-ID: <exim@mx.example.net>
X-Failed-Recipients: {MODTAGER}
Auto-Submitted: auto-replied

A message that you sent could not be delivered to one or more of its recipients.

  {MODTAGER}
    host mx.ude.example.org [192.0.2.1]
    SMTP error from remote mail server after RCPT TO: 550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Subject: Tilbudsportalen
Message-ID: {original_id()}
"""
QMAIL = f"""\
From: {MAILER}
Message-ID: <qmail@mx.example.net>

Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.

<{MODTAGER}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: {original_id()}
"""


@pytest.mark.parametrize("raa", [EXIM, QMAIL], ids=["exim", "qmail"])
def test_returned_mails_in_other_shapes_are_read(raa):
    svar = read_indgaaet(raa.encode())
    assert svar.art is Svarart.RETUR
    assert original_id() in svar.om
    assert [(retur.emails, retur.er_endelig, retur.kode) for retur in svar.returer] == [
        (frozenset({MODTAGER}), True, "5.1.1")
    ]


def test_words_without_a_code_of_final_failure_are_not_final():
    (retur,) = read_indgaaet(EXIM.replace("550 5.1.1 ", "").encode()).returer
    assert not retur.er_endelig


def test_the_same_words_from_a_person_are_no_returned_mail():
    svar = read_indgaaet(QMAIL.replace(MAILER, "leder@ude.example.org").encode())
    assert svar.returer == ()
