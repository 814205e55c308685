"""A mail that was written to a folder goes when its tilbud becomes a krisecenter: it may hold the street."""

import pytest

from reports.fejl import RapportFejl
from reports.mail.outbox import fill_outbox
from reports.mail.send import deliver_eml, drop_wiped
from tests.builders import NAT_1, NAT_2, load_afdelinger
from tests.reports.scene import ADRESSE, AFSENDER, REGLER, STRAKS, SVAR_TIL, make_fund, make_register, play_night


@pytest.fixture
def skrevet(engine, tmp_path):
    """A night whose mails lie in a folder, one of them with the street of 1001."""
    fund = [make_fund(ADRESSE, t, "1" if t == "1001" else "2", vaerdi=f"Hemmelig Vej {t}") for t in ("1001", "1002")]
    play_night(engine, tmp_path, fund=fund)
    fill_outbox(engine, nu=NAT_1, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    deliver_eml(engine, tmp_path / "udbakke", nu=NAT_1)
    return tmp_path / "udbakke"


def protect(engine, tmp_path):
    nye = [x for x in make_register() if x.tilbudsid != "1001"]
    foerste = next(x for x in make_register() if x.tilbudsid == "1001")
    beskyttet = foerste.__class__(
        **{**foerste.__dict__, "tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}, "adresse": None}
    )
    load_afdelinger(engine, tmp_path, [beskyttet, *nye], start=NAT_2)


def streets(mappe):
    return sorted(t for fil in mappe.glob("*.eml") for t in ("1001", "1002") if f"Hemmelig Vej {t}" in fil.read_text())


def test_the_file_goes_with_the_text_and_others_stay(skrevet, engine, tmp_path):
    assert streets(skrevet) == ["1001", "1002"]
    assert drop_wiped(engine, skrevet) == 0
    protect(engine, tmp_path)
    antal = len(list(skrevet.iterdir()))
    assert drop_wiped(engine, skrevet) == 1
    assert streets(skrevet) == ["1002"]
    assert len(list(skrevet.iterdir())) == antal - 1
    assert drop_wiped(engine, skrevet) == 0


def test_a_file_that_cannot_be_deleted_is_told_of_and_tried_again(skrevet, engine, tmp_path):
    protect(engine, tmp_path)
    (fil,) = [fil for fil in skrevet.glob("*.eml") if "Hemmelig Vej 1001" in fil.read_text()]
    indhold = fil.read_bytes()
    fil.unlink()
    (fil / "mappe").mkdir(parents=True)
    with pytest.raises(RapportFejl, match="Slet filen"):
        drop_wiped(engine, skrevet)
    (fil / "mappe").rmdir()
    fil.rmdir()
    fil.write_bytes(indhold)
    assert drop_wiped(engine, skrevet) == 1
    assert not fil.exists()
