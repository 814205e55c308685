"""The result, the package and the evidence on the command line: real files in a real folder."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from domain.stikproeve import Stikproevetilstand
from sampling.design import FLAGGET, UFLAGGET
from sampling.kontroltraek import check_fil
from tests.stikproever import plan_kontrol
from tests.stikproeveresultat import settle_tilbud
from tests.warehouse.rows import values

ROD = Path(__file__).parents[2]


@pytest.fixture
def run(warehouse_url, tmp_path):
    def command(*ord_):
        miljoe = {
            "TILBUDSTJEK_DATABASE_URL": warehouse_url,
            "TILBUDSTJEK_VAR": str(tmp_path / "var"),
            "HOME": str(tmp_path),
        }
        return subprocess.run(
            [sys.executable, "-m", "flows", "stikproeve", *ord_],
            cwd=ROD,
            env=miljoe,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return command


@pytest.mark.slow
def test_report_package_and_evidence_are_written_and_the_package_redraws(engine, tmp_path, run):
    settle_tilbud(engine, tmp_path, punkter=("pladser",))
    mappe = tmp_path / "ud" / "dybt"
    for ord_ in (("resultat", "27-1"), ("pakke", "27-1"), ("evidens",)):
        svar = run(*ord_, "--mappe", str(mappe))
        assert svar.returncode == 0, svar.stderr
    navne = {fil.name for fil in mappe.iterdir()}
    assert navne == {"resultat-27-1.pdf", "resultat-27-1.xlsx", "stikproeve-27-1.zip", "evidens.pdf", "evidens.xlsx"}
    assert check_fil(mappe / "stikproeve-27-1.zip").er_ens


def test_a_planned_control_is_turned_into_a_control_of_the_rules(engine, run):
    plan_kontrol(engine, "27-1")
    svar = run("regelkontrol", "27-1", "--punkt", "takst", "--antal", "200")
    assert svar.returncode == 0, svar.stderr
    design = json.loads(values(engine, "SELECT design FROM stikproeve")[0])
    assert (design["strata"], design["minimum"], design["udeluk_runder"]) == (["flagget"], 80, 0)
    assert json.loads(values(engine, "SELECT punkter FROM stikproeve")[0]) == ["takst"]
    assert values(engine, "SELECT tilstand FROM stikproeve") == [Stikproevetilstand.PLANLAGT.value]
    assert {FLAGGET, UFLAGGET} == {"flagget", "ikke flagget"}
    assert "takst" in values(engine, "SELECT tekst FROM stikproeve_haendelse ORDER BY id DESC")[0]
