"""Writes the runbook of domain/reference/drejebog.toml into docs/drift.md, between its two marks."""

from pathlib import Path

from domain.drejebog import write_drejebog

DRIFT = Path(__file__).resolve().parent.parent / "docs" / "drift.md"
FRA, TIL = "<!-- drejebogen -->\n", "<!-- drejebogen slut -->\n"


def put_in(tekst: str, drejebog: str) -> str:
    """Give a text with the runbook between the marks. Raises ValueError when they are not there."""
    foer, _, resten = tekst.partition(FRA)
    _, slut, efter = resten.partition(TIL)
    if not slut:
        raise ValueError("docs/drift.md has no marks for the runbook")
    return f"{foer}{FRA}\n{drejebog}\n{TIL}{efter}"


if __name__ == "__main__":
    DRIFT.write_text(put_in(DRIFT.read_text(encoding="utf-8"), write_drejebog()), encoding="utf-8")
