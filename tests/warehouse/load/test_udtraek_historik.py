"""Deliveries by validity held against a model of a few lines, and against failures in the middle of a load."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from tests.builders import NAT_1, NAT_2, NAT_3, load_udtraek, make_udtraek, write_dump
from tests.warehouse.rows import rows, values
from tests.warehouse.test_uheld import kill_while_loading
from warehouse.engine import open_warehouse
from warehouse.fejl import WarehouseFejl
from warehouse.load import load_dump

Leverance = Mapping[str, float]
"""What one delivery of `belaegning` says: the percentage of each tilbud."""

LEVERANCER = st.lists(
    st.dictionaries(st.sampled_from("1234"), st.sampled_from([90.0, 95.0]), max_size=4), min_size=1, max_size=6
)
TABELLER = ("belaegning", "udtraek", "raw_udtraek")


class Model:
    """What deliveries mean, said as shortly as can be."""

    def __init__(self) -> None:
        self.gaeldende: dict[str, float] = {}
        self.savnet: dict[str, int] = {}

    def take(self, leverance: Leverance) -> None:
        for noegle in list(self.gaeldende):
            self.savnet[noegle] = 0 if noegle in leverance else self.savnet[noegle] + 1
            if self.savnet[noegle] == 2:
                del self.gaeldende[noegle]
        for noegle, pct in leverance.items():
            self.gaeldende[noegle], self.savnet[noegle] = pct, 0

    def state(self) -> list[tuple[str, float, bool]]:
        return sorted((noegle, pct, self.savnet[noegle] == 0) for noegle, pct in self.gaeldende.items())


def deliver(engine: Engine, mappe: Path, leverancer: Sequence[Leverance]) -> None:
    for nummer, leverance in enumerate(leverancer):
        rows_ = [{"tilbudsid": noegle, "belaegning_pct": pct} for noegle, pct in leverance.items()]
        resultat = load_udtraek(engine, mappe, {"belaegning": rows_}, start=NAT_1 + timedelta(days=nummer))
        assert resultat.status == "godkendt", resultat.aarsag


def read_nu(engine: Engine) -> list[tuple[Any, ...]]:
    alle = rows(engine, "SELECT tilbudsid, belaegning_pct, er_set FROM nu_belaegning ORDER BY tilbudsid")
    return [(row["tilbudsid"], row["belaegning_pct"], bool(row["er_set"])) for row in alle]


def everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All that a delivery writes, without the ids of runs, which differ from try to try."""
    return {
        tabel: [
            {navn: value for navn, value in row.items() if navn != "koersel_id"}
            for row in rows(engine, f"SELECT * FROM {tabel} ORDER BY id")
        ]
        for tabel in TABELLER
    }


@settings(max_examples=25, deadline=None)
@given(leverancer=LEVERANCER)
def test_any_sequence_of_deliveries_ends_where_the_model_does_and_says_so_again_when_replayed(
    leverancer: list[Leverance], tomt_warehouse: Path
):
    model = Model()
    for leverance in leverancer:
        model.take(leverance)
    with tempfile.TemporaryDirectory() as mappe:
        tilstande = []
        for navn in ("foerst", "igen"):
            engine = open_warehouse(f"sqlite:///{shutil.copy(tomt_warehouse, Path(mappe) / f'{navn}.db')}")
            deliver(engine, Path(mappe), leverancer)
            deliver(engine, Path(mappe), leverancer)
            assert read_nu(engine) == model.state()
            tilstande.append(everything(engine))
            engine.dispose()
        assert tilstande[0] == tilstande[1]


@settings(max_examples=15, deadline=None)
@given(leverancer=LEVERANCER)
def test_any_past_delivery_can_be_read_back_from_the_history(leverancer: list[Leverance], tomt_warehouse: Path):
    with tempfile.TemporaryDirectory() as mappe:
        engine = open_warehouse(f"sqlite:///{shutil.copy(tomt_warehouse, Path(mappe) / 'w.db')}")
        deliver(engine, Path(mappe), leverancer)
        for nummer, leverance in enumerate(leverancer, start=1):
            kendt = rows(
                engine,
                f"SELECT tilbudsid, belaegning_pct FROM belaegning WHERE gyldig_fra <= {nummer} "
                f"AND (gyldig_til IS NULL OR gyldig_til > {nummer})",
            )
            billede = {row["tilbudsid"]: row["belaegning_pct"] for row in kendt}
            assert {noegle: billede.get(noegle) for noegle in leverance} == leverance
        engine.dispose()


FEJLER = {
    "the first delivery's row": ("INSERT INTO udtraek", None),
    "the first entity's rows": ("INSERT INTO sanktion", None),
    "the last entity's rows": ("INSERT INTO takst", None),
    "the run's own row, last of all": ("UPDATE koersel", "statistik"),
}


@pytest.mark.parametrize("hvor", FEJLER)
def test_a_failure_anywhere_in_the_load_leaves_nothing_of_it(engine: Engine, tmp_path: Path, hvor: str):
    load_udtraek(engine, tmp_path, {"takst": [{}], "sanktion": [{}]})
    tabeller = ("takst", "sanktion", "udtraek", "raw_udtraek", "gate_proeve")
    foer = {navn: rows(engine, f"SELECT * FROM {navn}") for navn in tabeller}
    begynder, med = FEJLER[hvor]
    nye: dict[str, list[dict[str, Any]]] = {
        "takst": [{"takst_kr": 1.0}],
        "sanktion": [{"sanktionsart": "Skærpet tilsyn"}],
    }
    fil = write_dump(make_udtraek(nye, start=NAT_2), tmp_path)

    def fail(_conn: Any, _cursor: Any, saetning: str, *_: Any) -> None:
        if saetning.startswith(begynder) and (med is None or med in saetning):
            raise WarehouseFejl("Strømmen gik.")

    event.listen(engine, "before_cursor_execute", fail)
    with pytest.raises(WarehouseFejl, match="Strømmen"):
        load_dump(engine, fil, nu=NAT_2)
    event.remove(engine, "before_cursor_execute", fail)
    assert {navn: rows(engine, f"SELECT * FROM {navn}") for navn in tabeller} == foer
    assert load_dump(engine, fil, nu=NAT_3).entiteter["takst"].aendrede == 1


@pytest.mark.slow
def test_a_load_killed_at_any_moment_leaves_all_or_nothing_and_the_next_one_ends_the_same(
    tomt_warehouse: Path, tmp_path: Path
):
    mange = [{"tilbudsid": str(n)} for n in range(4000)]
    base = Path(shutil.copy(tomt_warehouse, tmp_path / "base.db"))
    engine = open_warehouse(f"sqlite:///{base}")
    load_udtraek(engine, tmp_path, {"belaegning": mange})
    foer = everything(engine)
    engine.dispose()
    aendret = [{**row, "belaegning_pct": 80.0} for row in mange[:-20]]
    fil = write_dump(make_udtraek({"belaegning": aendret}, start=NAT_2), tmp_path)
    udfald = set()
    for nummer in range(12):
        kopi = Path(shutil.copy(base, tmp_path / f"drab{nummer}.db"))
        kill_while_loading(f"sqlite:///{kopi}", fil, 0.1 + nummer * 0.12)
        engine = open_warehouse(f"sqlite:///{kopi}")
        efter = everything(engine)
        udfald.add("intet" if efter == foer else "alt")
        load_dump(engine, fil, nu=NAT_3)
        assert values(engine, "SELECT COUNT(*) FROM nu_belaegning WHERE er_set AND belaegning_pct = 80") == [3980]
        assert values(engine, "SELECT COUNT(*) FROM udtraek") == [2]
        engine.dispose()
    assert "intet" in udfald
