"""What of a finding may be kept: never a personal value, never an address value of a krisecenter (§ 109); pure."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from domain.afvigelse import Fund
from domain.felter import ADRESSEFELTER, FELTER

_PERSONLIGE = frozenset(navn for navn, felt in FELTER.items() if felt.er_personlig)


def keep_values(fund: Fund, beskyttede: Collection[str]) -> dict[str, Any]:
    """Give the columns `vaerdi`, `forslag` and `bevis`.

    The rules are written not to hand over such values; this is the second lock on the door.
    """
    skjulte = _PERSONLIGE | (ADRESSEFELTER if fund.tilbudsid in beskyttede else frozenset())
    er_skjult = fund.felt in skjulte
    return {
        "vaerdi": None if er_skjult else fund.vaerdi,
        "forslag": None if er_skjult else fund.forslag,
        # In the order the rule gives them: that is how people read them.
        "bevis": json.dumps(_keep_bevis(fund.bevis, skjulte), ensure_ascii=False, separators=(",", ":")),
    }


def _keep_bevis(bevis: Mapping[str, str | None], skjulte: frozenset[str]) -> dict[str, str | None]:
    return {navn: value for navn, value in bevis.items() if navn not in skjulte}
