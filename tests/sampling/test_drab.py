"""A frame or a draw killed at any moment: the control is whole or unchanged, and the next try ends the same."""

import multiprocessing
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import load_afdelinger
from tests.stikproeveboern import draw_in_child, freeze_in_child
from tests.stikproever import announce_kontrol, freeze_kontrol, make_register
from tests.warehouse.rows import everything
from warehouse.engine import open_warehouse

TABELLER = ("stikproeve", "stikproeve_frist", "stikproeve_haendelse", "stikproeve_enhed", "stikproeve_regelfund")
FLEST = 40


def state(url: str) -> dict[str, list[dict[str, Any]]]:
    engine = open_warehouse(url)
    alt = everything(engine, TABELLER)
    engine.dispose()
    return alt


def run_child(arbejde: Callable[[str, int], None], url: str, drab_foer: int) -> bool:
    """Tell whether the child came through without being killed."""
    sammenhaeng = multiprocessing.get_context("forkserver")
    sammenhaeng.set_forkserver_preload(["tests.stikproeveboern"])
    barn = sammenhaeng.Process(target=arbejde, args=(url, drab_foer))
    barn.start()
    barn.join(timeout=60)
    assert barn.exitcode in {0, -9}
    return barn.exitcode == 0


@pytest.mark.slow
@pytest.mark.parametrize(("arbejde", "er_frosset"), [(freeze_in_child, False), (draw_in_child, True)])
def test_a_step_killed_before_any_statement_leaves_all_or_nothing(tomt_warehouse, tmp_path, arbejde, er_frosset):
    base = Path(shutil.copy(tomt_warehouse, tmp_path / "base.db"))
    engine = open_warehouse(f"sqlite:///{base}")
    if er_frosset:
        freeze_kontrol(engine, tmp_path)
    else:
        load_afdelinger(engine, tmp_path, make_register())
        announce_kontrol(engine)
    engine.dispose()
    hel = f"sqlite:///{shutil.copy(base, tmp_path / 'hel.db')}"
    assert run_child(arbejde, hel, 0)
    foer, efter = state(f"sqlite:///{base}"), state(hel)
    assert foer != efter
    for nummer in range(1, FLEST):
        kopi = f"sqlite:///{shutil.copy(base, tmp_path / f'drab{nummer}.db')}"
        kom_igennem = run_child(arbejde, kopi, nummer)
        assert state(kopi) == (efter if kom_igennem else foer), nummer
        if kom_igennem:
            break
        sidste = kopi
    # What is unchanged is as good as new: only the one that was killed last is tried again.
    assert run_child(arbejde, sidste, 0)
    assert state(sidste) == efter
    assert 8 < nummer < FLEST - 1
