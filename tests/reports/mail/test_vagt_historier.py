"""Over random histories of a register no mail tells of what a guard forbids, and none is forgotten."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from reports.fejl import RapportFejl
from reports.mail.forhaandsvisning import preview
from reports.mail.laes import read_tekst
from reports.mail.outbox import fill_outbox, release, release_regel
from reports.mail.send import deliver_eml
from reports.mail.vagt import Mailvagt
from tests.builders import NAT_1, load_afdelinger, make_afdelinger
from tests.lagre import Lager
from tests.reports.scene import AFSENDER, BY, CVR, SVAR_TIL, TELEFON, make_fund, record
from warehouse.engine import open_warehouse

REGLER = (CVR, TELEFON, BY)
ANTAL = 12
TILBUD = [str(1000 + nummer) for nummer in range(1, ANTAL + 1)]
VAGT = Mailvagt(snapshots=2, regel_andel_pct=80)

Noegle = tuple[str, str]
"""A rule's id and a tilbud's."""

# Few, so that the same fault comes and goes.
_noegler = st.tuples(st.sampled_from([regel.id for regel in REGLER]), st.sampled_from(TILBUD[:3]))


@dataclass(frozen=True, kw_only=True)
class Doegn:
    """A night, and what people did in the day after it."""

    fund: frozenset[Noegle]
    udbrud: frozenset[str]
    usete: frozenset[str]
    regelfejl: str | None
    er_afvist: bool
    accepteres: frozenset[Noegle]
    accepteret_dage: int | None
    frigives: bool
    afleveres: bool

    def finds(self, noegle: Noegle) -> bool:
        """Tell whether the night's fetch shows the fault."""
        regel, tilbudsid = noegle
        return tilbudsid not in self.usete and regel != self.regelfejl and (noegle in self.fund or regel in self.udbrud)


_id = st.sampled_from([regel.id for regel in REGLER])
_doegn = st.builds(
    Doegn,
    fund=st.frozensets(_noegler, max_size=8),
    udbrud=st.frozensets(_id, max_size=1),
    usete=st.frozensets(st.sampled_from(TILBUD[:4]), max_size=1),
    regelfejl=st.none() | st.none() | _id,
    er_afvist=st.sampled_from([False, False, False, True]),
    accepteres=st.frozensets(_noegler, max_size=4),
    accepteret_dage=st.none() | st.integers(0, 2),
    frigives=st.booleans(),
    afleveres=st.booleans(),
)


@dataclass
class Facit:
    """The guards once more, told from the history alone."""

    i_traek: dict[Noegle, int] = field(default_factory=dict)
    aabne: set[Noegle] = field(default_factory=set)
    accepterede: dict[Noegle, date | None] = field(default_factory=dict)
    stoppede: set[str] = field(default_factory=set)
    fortalt: set[Noegle] = field(default_factory=set)
    nye: set[Noegle] = field(default_factory=set)
    skrevet_til: set[str] = field(default_factory=set)
    naetter: int = 0

    def live(self, doegn: Doegn, dag: date) -> None:
        """Go through one accepted night: it begins a new period, and each may have a mail again."""
        self.skrevet_til.clear()
        for noegle in [(regel.id, tilbudsid) for regel in REGLER for tilbudsid in TILBUD]:
            if noegle[1] in doegn.usete or noegle[0] == doegn.regelfejl:
                self.i_traek[noegle] = 0
            elif doegn.finds(noegle):
                self._find(noegle, dag)
            else:
                self.i_traek[noegle] = 0
                self.aabne.discard(noegle)
                self.accepterede.pop(noegle, None)
        self.naetter += 1

    def _find(self, noegle: Noegle, dag: date) -> None:
        self.i_traek[noegle] = self.i_traek.get(noegle, 0) + 1
        if noegle in self.accepterede:
            til = self.accepterede[noegle]
            if til is None or dag <= til:
                return
            del self.accepterede[noegle]
        if noegle not in self.aabne:
            self.aabne.add(noegle)
            self.nye.add(noegle)
            self.i_traek[noegle] = 1
            self.fortalt.discard(noegle)

    def stop(self, doegn: Doegn) -> None:
        """Hold the rules that broke out in the night just lived."""
        seen = ANTAL - len(doegn.usete)
        for regel in REGLER:
            antal = len([x for x in self.nye if x[0] == regel.id])
            if self.naetter > 1 and antal >= 10 and antal * 100 > VAGT.regel_andel_pct * seen:
                self.stoppede.add(regel.id)
        self.nye.clear()

    def allows(self, noegle: Noegle) -> bool:
        """Tell whether a mail may tell of the fault."""
        return (
            noegle in self.aabne
            and noegle not in self.accepterede
            and self.i_traek.get(noegle, 0) >= VAGT.snapshots
            and noegle[0] not in self.stoppede
        )


def fill(engine, nu):
    return fill_outbox(
        engine,
        nu=nu,
        frigivet=True,
        afsender=AFSENDER,
        svar_til=SVAR_TIL,
        ro_dage=0,
        vagt=VAGT,
        regler=REGLER,
    )


def usendte(engine: Engine) -> dict[str, set[str]]:
    """The rules that each unsent mail quotes, by tilbud, read from the text itself."""
    with engine.connect() as conn:
        rows = conn.execute(
            text(
                "SELECT tilbudsid, indhold FROM mail JOIN mail_tilbud USING (noegle) "
                "WHERE status IN ('klar', 'afventer')"
            )
        ).all()
    return {row.tilbudsid: {regel.id for regel in REGLER if f"({regel.id})" in read_tekst(row.indhold)} for row in rows}


def accept(engine: Engine, facit: Facit, noegler: frozenset[Noegle], til: date | None) -> None:
    valgte = sorted(noegler & facit.aabne - facit.accepterede.keys())
    for regel, tilbudsid in valgte:
        with engine.begin() as conn:
            conn.execute(
                text(
                    "UPDATE afvigelse SET status = 'accepteret', accepteret_grund = 'Prøve', accepteret_til = :til "
                    "WHERE regel = :regel AND tilbudsid = :tilbudsid"
                ),
                {"til": til and til.isoformat(), "regel": regel, "tilbudsid": tilbudsid},
            )
        facit.accepterede[regel, tilbudsid] = til
        facit.aabne.discard((regel, tilbudsid))


def check(engine: Engine, facit: Facit, nu) -> None:
    """Hold the outbox against the answer key, both ways, and the preview against the outbox."""
    ventet = preview(engine, nu=nu, svar_til=SVAR_TIL, ro_dage=0, vagt=VAGT, regler=REGLER)
    fill(engine, nu)
    mails = usendte(engine)
    assert {t for x in ventet.udkast for t in x.tilbud} == mails.keys(), "the preview is what happens"
    for tilbudsid in TILBUD:
        maa = {regel.id for regel in REGLER if facit.allows((regel.id, tilbudsid))}
        nyt = any((regel, tilbudsid) not in facit.fortalt for regel in maa)
        if tilbudsid in mails:
            assert mails[tilbudsid] == maa, tilbudsid
        else:
            assert not nyt or tilbudsid in facit.skrevet_til, f"{tilbudsid} was not told of {maa}"


def play(engine: Engine, mappe: Path, historie: list[Doegn]) -> None:
    facit = Facit()
    for nummer, doegn in enumerate(historie):
        nat = NAT_1 + timedelta(days=nummer)
        _night(engine, mappe, doegn, facit, nat)
        check(engine, facit, nat + timedelta(hours=1))
        til = None if doegn.accepteret_dage is None else nat.date() + timedelta(days=doegn.accepteret_dage)
        accept(engine, facit, doegn.accepteres, til)
        check(engine, facit, nat + timedelta(hours=8))
        if doegn.frigives:
            _release(engine, facit, nat + timedelta(hours=9))
            check(engine, facit, nat + timedelta(hours=10))
        if doegn.afleveres:
            facit.fortalt |= {(regel, t) for t, regler in usendte(engine).items() for regel in regler}
            facit.skrevet_til |= usendte(engine).keys()
            release(engine, nu=nat + timedelta(hours=11))
            deliver_eml(engine, mappe / "ud", nu=nat + timedelta(hours=11))


def _night(engine: Engine, mappe: Path, doegn: Doegn, facit: Facit, nat) -> None:
    seen = [x for x in make_afdelinger(ANTAL) if x.tilbudsid not in doegn.usete]
    manglende = [(tilbudsid, str(int(tilbudsid) - 1000)) for tilbudsid in sorted(doegn.usete)]
    if doegn.er_afvist:
        indlaest = load_afdelinger(engine, mappe, seen[:2], start=nat, oplyst={"voksne": 500})
        assert indlaest.status == "afvist"
        return
    indlaest = load_afdelinger(engine, mappe, seen, start=nat, manglende=manglende, begrundelse="En prøve.")
    assert indlaest.snapshot_id is not None, indlaest.aarsag
    alle = [(regel, tilbudsid) for regel in REGLER for tilbudsid in TILBUD]
    fund = [make_fund(regel, t, str(int(t) - 1000)) for regel, t in alle if doegn.finds((regel.id, t))]
    record(engine, indlaest.snapshot_id, fund, nu=nat, fejl=doegn.regelfejl, regler=REGLER)
    facit.live(doegn, nat.date())
    facit.stop(doegn)


def _release(engine: Engine, facit: Facit, nu) -> None:
    for regel in REGLER:
        try:
            release_regel(engine, regel.id, grund="Fejlene er rigtige.", nu=nu, vagt=VAGT, regler=REGLER)
            assert regel.id in facit.stoppede
        except RapportFejl:
            assert regel.id not in facit.stoppede
        facit.stoppede.discard(regel.id)


def run(lager: Lager, historie: list[Doegn]) -> None:
    with TemporaryDirectory() as navn:
        mappe = Path(navn)
        engine = open_warehouse(lager.tomt())
        try:
            play(engine, mappe, historie)
        finally:
            engine.dispose()


@settings(max_examples=6, deadline=None)
@given(historie=st.lists(_doegn, min_size=3, max_size=5))
def test_no_mail_tells_of_what_a_guard_forbids_and_none_is_forgotten(lager, historie):
    run(lager, historie)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(historie=st.lists(_doegn, min_size=3, max_size=10))
def test_no_mail_does_so_over_many_long_histories(lager, historie):
    run(lager, historie)
