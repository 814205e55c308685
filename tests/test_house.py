"""The house itself: lists that must agree, docs that must be current, things that must never be committed."""

import ast
import importlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_the_three_lists_of_rooms_agree():
    folders = sorted(init.parent.name for init in ROOT.glob("*/__init__.py"))
    assert folders == sorted(ROOMS) == sorted(PYPROJECT["tool"]["importlinter"]["root_packages"])


@pytest.mark.parametrize("room", ROOMS)
def test_each_room_is_imported_from_the_repository_not_from_a_namesake(room):
    assert Path(importlib.import_module(room).__file__ or "").is_relative_to(ROOT)


def test_no_test_folder_is_a_package():
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_nothing_committed_names_a_registry_or_a_path_of_one_machine():
    forbidden = re.compile(
        "|".join(["py" + r"pi\.org", "python" + "hosted", "registry" + r"\.npmjs", "/" + "work/main", "/" + "root/"])
    )
    found = [
        str(file.relative_to(ROOT))
        for file in _tracked()
        if forbidden.search(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_every_command_is_in_the_readme():
    importlib.import_module("flows.cli")
    from flows.cli.app import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [command.name for command in app.registered_commands]
    groups = [
        f"{group.name} {command.name}"
        for group in app.registered_groups
        for command in (group.typer_instance.registered_commands if group.typer_instance else [])
    ]
    assert [name for name in [*commands, *groups] if name and not re.search(rf"[`/ ]{re.escape(name)}\b", readme)] == []


def test_the_table_of_settings_is_the_class_of_settings():
    from flows.settings import Indstillinger

    documented = set(re.findall(r"^\| `TILBUDSTJEK_([A-Z_]+)`", (ROOT / "docs/drift.md").read_text(), re.MULTILINE))
    assert documented == {name.upper() for name in Indstillinger.model_fields}


def test_no_identifier_uses_a_word_the_ordliste_forbids():
    rows = re.findall(r"^\|(.+)\|$", (ROOT / "docs/ordliste.md").read_text(encoding="utf-8"), re.MULTILINE)
    forbidden = {row.split("|")[4].strip() for row in rows[2:]} - {""}
    assert forbidden
    used = {
        name
        for file in _tracked()
        if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in ROOMS
        for name in _identifiers(file)
    }
    assert {name for name in used if forbidden & set(name.lower().split("_"))} == set()


def _identifiers(file: Path) -> set[str]:
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_every_recipe_has_at_most_ten_steps():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert len(recipes) == 5
    for recipe in recipes:
        steps = re.findall(r"^(\d+)\. ", recipe, re.MULTILINE)
        assert 1 <= len(steps) <= 10, recipe.splitlines()[0]


def test_every_linked_document_is_there():
    for source in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        for link in re.findall(r"\]\(([^)#:]+)\)", source.read_text(encoding="utf-8")):
            assert (source.parent / link).exists(), f"{source.name} links to {link}"


def test_no_source_file_speaks_of_work_left_undone():
    marks = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3 + r"\b"]))
    found = [
        str(f)
        for f in _tracked()
        if f.suffix in {".py", ".sh", ".html", ".md"} and marks.search(f.read_text(encoding="utf-8"))
    ]
    assert found == []
