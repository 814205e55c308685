"""What is done to mails is a link: one for many where they go together, and no address in any."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from domain.mailstatus import Mailstatus
from reports.mail.outbox import release
from reports.mail.send import deliver_eml
from reports.mail.smtpsvar import Udfald
from reports.mail.tilstande import decide, store_udfald
from tests.builders import load_afdelinger, make_afdelinger
from tests.mails import column, put_mails
from warehouse.revision.kontrol import check_kaede
from warehouse.revision.laes import Led, Udvalg, list_led

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def read_led(engine: Engine) -> list[Led]:
    return list(reversed(list_led(engine, Udvalg(handling="mail_"))))


def test_a_release_and_a_handing_over_are_a_link_each_however_many_mails(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(5))
    put_mails(engine, [f"leder{nr}@huset.example.org" for nr in range(5)], status="afventer")
    assert release(engine, nu=NU) == 5
    assert deliver_eml(engine, tmp_path / "udbakke", nu=NU) == 5
    frigivet, afleveret = read_led(engine)
    assert (frigivet.handling, frigivet.bemaerkning) == ("mail_frigivet", "5 mails")
    assert (afleveret.handling, afleveret.bemaerkning) == ("mail_afleveret", "5 mails som filer")
    assert "@" not in str((frigivet, afleveret))
    assert release(engine, nu=NU) == 0
    assert len(read_led(engine)) == 2
    assert check_kaede(engine).er_hel


def test_what_a_server_answered_and_what_a_person_decided_are_noted_by_the_mail(engine: Engine, tmp_path: Path):
    load_afdelinger(engine, tmp_path, make_afdelinger(2))
    put_mails(engine, ["leder@huset.example.org"], status="sender")
    (mail_id,) = column(engine, "id").values()
    ukendt = Udfald(status=Mailstatus.UKENDT, antal_forsoeg=1, naeste_forsoeg=None, fejl="forbindelsen gik")
    store_udfald(engine, mail_id, ukendt, nu=NU, sov=lambda _sekunder: None)
    (noegle,) = column(engine, "noegle").values()
    decide(engine, noegle, status=Mailstatus.SENDT, nu=NU)
    assert [(led.handling, led.genstand) for led in read_led(engine)] == [
        ("mail_ukendt", f"mail:{mail_id}"),
        ("mail_afgjort_sendt", f"mail:{mail_id}"),
    ]
