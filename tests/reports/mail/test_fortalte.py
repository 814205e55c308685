"""What owners were told of, and which of it is mended beyond doubt."""

import pytest

from reports.mail.outbox import fill_outbox
from reports.mail.send import deliver_eml
from tests.builders import NAT_1, NAT_2, NAT_3, load_afdelinger
from tests.reports.scene import (
    AFSENDER,
    BY,
    CVR,
    FUND,
    REGLER,
    STRAKS,
    SUM,
    SVAR_TIL,
    make_register,
    play_night,
    record,
)
from warehouse.queries.mailhistorie import list_fortalte
from warehouse.transaktion import reading

pytestmark = pytest.mark.begge_lagre


def _told(engine):
    with reading(engine) as session:
        return {(x.tilbudsid, x.regel): x.er_rettet for x in list_fortalte(session.connection(), snapshots=1)}


def test_a_finding_that_closed_because_its_rule_was_let_go_is_not_mended(engine, tmp_path):
    play_night(engine, tmp_path)
    fill_outbox(engine, nu=NAT_1, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS, frigivet=True)
    deliver_eml(engine, tmp_path / "ud", nu=NAT_1)
    assert set(_told(engine).values()) == {False}
    uden_by = [x for x in FUND if x.regel != BY.id]
    play_night(engine, tmp_path, nat=NAT_2, fund=uden_by)
    snapshot = load_afdelinger(engine, tmp_path, make_register(), start=NAT_3).snapshot_id
    assert snapshot is not None
    uden_cvr = [regel for regel in REGLER if regel != CVR]
    record(engine, snapshot, [x for x in uden_by if x.regel != CVR.id], nu=NAT_3, regler=uden_cvr)
    told = _told(engine)
    assert told["1002", BY.id]
    assert not told["1001", CVR.id]
    assert not told["1002", SUM.id]
