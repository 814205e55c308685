"""What docs/sikkerhed.md claims is shown by tests that are there."""

import re
from pathlib import Path

ROD = Path(__file__).parents[4]


def test_every_test_that_the_security_page_names_is_there():
    naevnte = re.findall(r"`(test_\w+\.py)::(test_\w+)`", (ROD / "docs" / "sikkerhed.md").read_text(encoding="utf-8"))
    assert len(naevnte) > 30
    for fil, navn in naevnte:
        fundne = list((ROD / "tests").rglob(fil))
        assert any(f"def {navn}(" in en.read_text(encoding="utf-8") for en in fundne), f"{fil}::{navn}"
