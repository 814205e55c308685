import io

from rich.console import Console

from flows.fremdrift import Visning


def _visning(*, terminal):
    out = io.StringIO()
    return Visning(Console(file=out, force_terminal=terminal, width=100, highlight=False)), out


def test_a_log_gets_plain_lines_a_few_per_step():
    visning, out = _visning(terminal=False)
    with visning.faser() as vis:
        for done in range(1001):
            vis("Henter sider", done, 1000)
        vis("Skriver", 1, 1)
    lines = out.getvalue().splitlines()
    assert lines[0] == "Henter sider …"
    assert "Henter sider: 500 af 1000" in lines
    assert lines[-1] == "Skriver: færdig"
    assert len(lines) < 12
    assert "\x1b" not in out.getvalue()


def test_a_terminal_gets_a_bar_for_each_step_that_ends_full():
    visning, out = _visning(terminal=True)
    with visning.faser() as vis:
        vis("Henter lister", 3, None)
        vis("Henter sider", 10, 20)
    assert "Henter lister" in out.getvalue()
    assert "20/20" in out.getvalue() or "10/10" in out.getvalue()


def test_what_is_written_is_never_read_as_markup():
    visning, out = _visning(terminal=False)
    visning.skriv("[bold]Huset[/bold]")
    assert out.getvalue() == "[bold]Huset[/bold]\n"
