"""Mailboxes as they lie on disk."""

import mailbox

import pytest

from reports.fejl import RapportFejl
from reports.mail.indbakke.postkasse import LAES_HOEJST, open_postkasse
from tests.returpost import make_dsn, make_svar

BESKEDER = [make_dsn(), make_svar("uenig"), make_svar("From mig til dig\n", navn="svar-2")]


def _read(sti):
    postkasse = open_postkasse(sti)
    laest = list(postkasse.beskeder)
    assert postkasse.antal == len(laest)
    return sorted(raa.replace(b"\n>From ", b"\nFrom ").strip() for raa in laest)


def test_every_kind_of_mailbox_gives_the_same_messages(tmp_path):
    maildir, mbox = mailbox.Maildir(tmp_path / "maildir"), mailbox.mbox(tmp_path / "kasse.mbox")
    mappe = tmp_path / "mappe"
    mappe.mkdir()
    for nummer, raa in enumerate(BESKEDER):
        maildir.add(raa)
        mbox.add(raa)
        (mappe / f"{nummer}.eml").write_bytes(raa)
    mbox.close()
    (mappe / "noter.txt").write_text("ikke en besked", encoding="utf-8")
    ventet = sorted(raa.strip() for raa in BESKEDER)
    assert _read(tmp_path / "maildir") == _read(tmp_path / "kasse.mbox") == _read(mappe) == ventet
    assert _read(mappe / "0.eml") == [BESKEDER[0].strip()]


def test_a_mailbox_is_left_as_it_was(tmp_path):
    mbox = mailbox.mbox(tmp_path / "kasse.mbox")
    mbox.add(BESKEDER[0])
    mbox.close()
    foer = (tmp_path / "kasse.mbox").read_bytes()
    assert len(_read(tmp_path / "kasse.mbox")) == 1
    assert (tmp_path / "kasse.mbox").read_bytes() == foer


def test_an_empty_maildir_holds_nothing_and_a_folder_without_messages_is_refused(tmp_path):
    mailbox.Maildir(tmp_path / "maildir")
    assert _read(tmp_path / "maildir") == []
    (tmp_path / "tom").mkdir()
    with pytest.raises(RapportFejl, match=r"hverken en Maildir .* eller en mappe med »\.eml«-filer"):
        open_postkasse(tmp_path / "tom")
    with pytest.raises(FileNotFoundError):
        open_postkasse(tmp_path / "findes-ikke")


def test_only_the_beginning_of_a_message_of_fifty_megabytes_is_read(tmp_path):
    with (tmp_path / "stor.eml").open("wb") as fil:
        fil.write(BESKEDER[0])
        fil.seek(50_000_000)
        fil.write(b"\n")
    (raa,) = open_postkasse(tmp_path / "stor.eml").beskeder
    assert len(raa) == LAES_HOEJST
    assert raa.startswith(BESKEDER[0])


@pytest.mark.parametrize(
    "indhold",
    [
        b"# Tilbudstjek\n\nKontrollerer Tilbudsportalen: henter registret.\n",
        b"",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"navn;email\nA;a@ude.example.org\n",
        b"Noter: ring i morgen\n\nSubject: nej\n",
    ],
    ids=["readme", "empty", "picture", "csv", "notes"],
)
def test_a_file_without_any_header_of_a_mail_is_refused(tmp_path, indhold):
    (tmp_path / "README.md").write_bytes(indhold)
    with pytest.raises(RapportFejl, match=r"README\.md ligner ikke en mail"):
        open_postkasse(tmp_path / "README.md")


@pytest.mark.parametrize(
    "indhold", [b"Return-Path: <>\n\n", b"RECEIVED: x\r\n", b"X-Noget: 1\n  mere\nfrom: a@ude.example.org\n\nhej"]
)
def test_a_file_with_one_header_of_a_mail_is_read(tmp_path, indhold):
    (tmp_path / "besked").write_bytes(indhold)
    assert open_postkasse(tmp_path / "besked").antal == 1
