"""Findings over random histories, held against a model of a few lines."""

import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.afvigelse import Fund
from domain.kontrol import Kontrolresultat, Regelresultat
from tests.builders import NAT_1, load_afdelinger, make_afdeling
from tests.warehouse.rows import rows
from warehouse.engine import open_warehouse
from warehouse.findings import record_kontrol

TILBUD = {"1": "10", "2": "10", "3": "20", "4": "30"}
EMNER = [(tilbud, afdeling) for afdeling, tilbud in TILBUD.items()] + [(tilbud, None) for tilbud in ("10", "20", "30")]
REGLER = ("A-001", "B-001", "C-001")


@dataclass(frozen=True)
class Nat:
    """One night: how each afdeling is met, and what each rule says (None: not run; `fejl`: could not)."""

    syn: dict[str, str]
    fund: dict[str, frozenset[int] | str | None]


@dataclass
class Model:
    """What the contract says, without a database."""

    savnet: dict[str, int] = field(default_factory=dict)
    sete: set[str] = field(default_factory=set)
    status: dict[tuple[str, int], str] = field(default_factory=dict)
    genaabnet: dict[tuple[str, int], int] = field(default_factory=dict)

    def night(self, nat: Nat) -> None:
        self.sete = {afdeling for afdeling, syn in nat.syn.items() if syn == "set"}
        for afdeling, syn in nat.syn.items():
            if syn == "set":
                self.savnet[afdeling] = 0
            elif afdeling in self.savnet and self.savnet[afdeling] < 2:
                self.savnet[afdeling] = 0 if syn == "mangler" else self.savnet[afdeling] + 1
        for nummer, emne in enumerate(EMNER):
            for regel in REGLER:
                self.judge(regel, nummer, emne, nat.fund[regel])

    def judge(self, regel: str, nummer: int, emne: tuple[str, str | None], fund: frozenset[int] | str | None) -> None:
        noegle = (regel, nummer)
        levende = self.living(emne)
        set_ = bool(levende) and all(afdeling in self.sete for afdeling in levende)
        if isinstance(fund, frozenset) and nummer in fund and set_:
            if noegle in self.status and self.status[noegle] == "lukket":
                self.genaabnet[noegle] += 1
            self.genaabnet.setdefault(noegle, 0)
            self.status[noegle] = "aaben"
        elif noegle in self.status and (not levende or fund is None or (set_ and fund != "fejl")):
            self.status[noegle] = "lukket"

    def living(self, emne: tuple[str, str | None]) -> list[str]:
        """The afdelinger a finding rests on that have not ended."""
        tilbud, afdeling = emne
        egne = [afdeling] if afdeling else [a for a, t in TILBUD.items() if t == tilbud]
        return [a for a in egne if self.savnet.get(a, 2) < 2]


syn = st.sampled_from(["set", "set", "set", "mangler", "fravaer"])
fund = st.frozensets(st.integers(0, len(EMNER) - 1)) | st.just("fejl") | st.none()
naetter = st.lists(
    st.builds(
        Nat,
        syn=st.fixed_dictionaries(dict.fromkeys(TILBUD, syn)).filter(lambda s: "set" in s.values()),
        fund=st.fixed_dictionaries(dict.fromkeys(REGLER, fund)).filter(lambda f: set(f.values()) != {None}),
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=20, deadline=None)
@given(historie=naetter)
def test_any_history_ends_as_the_model_says(tomt_warehouse: Path, historie: list[Nat]):
    model = Model()
    with TemporaryDirectory() as navn:
        mappe = Path(navn)
        engine = open_warehouse(f"sqlite:///{shutil.copy(tomt_warehouse, mappe / 'w.db')}")
        for nummer, nat in enumerate(historie):
            snapshot_id = load_night(engine, mappe, nat, nummer)
            for _ in range(2):
                record_kontrol(engine, result(snapshot_id, nat), nu=NAT_1)
            model.night(nat)
            sql = "SELECT regel, tilbudsid, afdelingsid, status, genaabnet_antal FROM afvigelse"
            gemt = {
                (r["regel"], EMNER.index((r["tilbudsid"], r["afdelingsid"]))): (r["status"], r["genaabnet_antal"])
                for r in rows(engine, sql)
            }
            assert gemt == {n: (status, model.genaabnet[n]) for n, status in model.status.items()}
        engine.dispose()


def load_night(engine, mappe: Path, nat: Nat, nummer: int) -> int:
    sete = [make_afdeling(int(a), tilbudsid=TILBUD[a]) for a, syn in nat.syn.items() if syn == "set"]
    manglende = [(TILBUD[a], a) for a, syn in nat.syn.items() if syn == "mangler"]
    start = NAT_1 + timedelta(days=nummer)
    resultat = load_afdelinger(engine, mappe, sete, start=start, manglende=manglende)
    assert resultat.snapshot_id is not None, resultat.aarsag
    return resultat.snapshot_id


def result(snapshot_id: int, nat: Nat) -> Kontrolresultat:
    return Kontrolresultat(
        snapshot_id=snapshot_id,
        regler=tuple(
            Regelresultat(
                regel=regel,
                alvor="advarsel",
                fejl="brudt" if fund == "fejl" else None,
                fund=tuple(
                    Fund(regel=regel, tilbudsid=EMNER[n][0], afdelingsid=EMNER[n][1], felt="navn")
                    for n in (sorted(fund) if isinstance(fund, frozenset) else ())
                ),
            )
            for regel, fund in nat.fund.items()
            if fund is not None
        ),
    )
