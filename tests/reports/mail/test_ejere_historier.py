"""Over random registers a mail goes to the owner of its tilbud alone, once a period, and only of what may be told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from reports.mail.outbox import fill_outbox
from reports.mail.send import deliver_eml
from reports.mail.vagt import Mailvagt
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from tests.lagre import Lager
from tests.reports.scene import AFSENDER, BY, CVR, SVAR_TIL, make_fund, record
from warehouse.engine import open_warehouse
from warehouse.sager import open_sager

REGLER = (CVR, BY)
TILBUD = tuple(str(1000 + nummer) for nummer in range(1, 6))
ADRESSER = ("a@ude.example.org", "A@UDE.example.org", "b@ude.example.org", "a@ude.example.org, b@ude.example.org", None)
VAGT = Mailvagt(snapshots=2, regel_andel_pct=100)


@dataclass(frozen=True, kw_only=True)
class Doegn:
    """A night's register: whom each tilbud is written to at, what is wrong; and whether its mails are handed over."""

    adresser: tuple[str | None, ...]
    fund: frozenset[tuple[str, str]]
    er_samme_dag: bool
    afleveres: bool
    ro_dage: int


_doegn = st.builds(
    Doegn,
    adresser=st.tuples(*(st.sampled_from(ADRESSER) for _ in TILBUD)),
    fund=st.frozensets(st.tuples(st.sampled_from([r.id for r in REGLER]), st.sampled_from(TILBUD)), max_size=8),
    er_samme_dag=st.booleans(),
    afleveres=st.booleans(),
    ro_dage=st.sampled_from([0, 0, 3]),
)


def play(engine: Engine, mappe: Path, historie: list[Doegn]) -> None:
    nu = NAT_1
    for doegn in historie:
        nu += timedelta(hours=2) if doegn.er_samme_dag else timedelta(days=1)
        _night(engine, mappe, doegn, nu)
        fill_outbox(
            engine,
            nu=nu,
            frigivet=True,
            afsender=AFSENDER,
            svar_til=SVAR_TIL,
            ro_dage=doegn.ro_dage,
            vagt=VAGT,
            regler=REGLER,
        )
        check(engine, dict(zip(TILBUD, doegn.adresser, strict=True)))
        if doegn.afleveres:
            deliver_eml(engine, mappe / "ud", nu=nu)


def _night(engine: Engine, mappe: Path, doegn: Doegn, nu) -> None:
    afdelinger = [make_afdeling(n, email=email) for n, email in enumerate(doegn.adresser, start=1)]
    indlaest = load_afdelinger(engine, mappe, afdelinger, start=nu, begrundelse="En prøve.")
    assert indlaest.snapshot_id is not None, indlaest.aarsag
    regler = {regel.id: regel for regel in REGLER}
    fund = [make_fund(regler[regel], t, str(int(t) - 1000)) for regel, t in sorted(doegn.fund)]
    record(engine, indlaest.snapshot_id, fund, nu=nu, regler=REGLER)
    open_sager(engine, nu, regler=[regel.id for regel in REGLER])


def check(engine: Engine, adresser: Mapping[str, str | None]) -> None:
    with engine.connect() as conn:
        om = conn.execute(
            text(
                "SELECT m.noegle, m.indhold, m.modtager, m.periode, m.trin, m.adressat, m.status, t.tilbudsid "
                "FROM mail m JOIN mail_tilbud t ON t.noegle = m.noegle"
            )
        ).all()
        forbudt = conn.execute(
            text(
                "SELECT count(*) FROM mail_afvigelse f JOIN mail m ON m.noegle = f.noegle "
                "JOIN afvigelse a ON a.id = f.afvigelse_id LEFT JOIN mail_tilbud t "
                "ON t.noegle = m.noegle AND t.tilbudsid = a.tilbudsid WHERE m.status = 'klar' "
                "AND (a.status <> 'aaben' OR a.set_i_traek < 2 OR t.noegle IS NULL)"
            )
        ).scalar_one()
    assert forbudt == 0
    for row in om:
        if row.status == "klar":
            assert str(adresser[row.tilbudsid]).lower() == row.adressat
            til = message_from_bytes(row.indhold.encode(), policy=default)["To"]
            assert [x.addr_spec.lower() for x in til.addresses] == [row.adressat] == [row.modtager.lower()]
    assert max(Counter((row.tilbudsid, row.periode) for row in om).values(), default=1) == 1
    ejere = {row.noegle: (row.adressat, row.periode) for row in om}
    assert max(Counter(ejere.values()).values(), default=1) == 1


def run(lager: Lager, historie: list[Doegn]) -> None:
    with TemporaryDirectory() as navn:
        mappe = Path(navn)
        engine = open_warehouse(lager.tomt())
        try:
            play(engine, mappe, historie)
        finally:
            engine.dispose()


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(historie=st.lists(_doegn, min_size=3, max_size=6))
def test_a_mail_goes_to_its_owner_alone_once_a_period_and_tells_only_what_may_be_told(lager, historie):
    run(lager, historie)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(historie=st.lists(_doegn, min_size=3, max_size=10))
def test_it_does_so_over_many_long_histories(lager, historie):
    run(lager, historie)
