"""Wrong use of `drift` is said at once, with status 2, and nothing is started."""

import pytest
from typer.testing import CliRunner

import flows.cli  # noqa: F401 - puts the commands on the app
from flows.cli.app import app


@pytest.mark.parametrize(
    ("argumenter", "sagt"),
    [(["--json"], "--json skal have --vis"), (["--port", "0"], "--port"), (["--port", "65536"], "65535")],
)
def test_what_cannot_be_meant_starts_nothing(argumenter, sagt, tmp_path, monkeypatch):
    monkeypatch.setenv("TILBUDSTJEK_VAR", str(tmp_path))
    svar = CliRunner().invoke(app, ["drift", *argumenter])
    assert svar.exit_code == 2
    assert sagt in svar.output
    assert list(tmp_path.iterdir()) == []
