"""A frame of national size, made up by arithmetic alone: the same on every machine and every Python."""

from domain.stikproeve import Enhed
from sampling.traek import count_strata

NUMMER = "27-1"
TAL = "07 12 19 23 33 41 - 04 09"
_SOCIALTILSYN = ("Nord", "Midt", "Syd", "Øst", "Hovedstaden")
_TYPER = ("§ 43", "§ 107", "§ 108", "blandet")


def make_landet(antal=2_000):
    return tuple(
        Enhed(
            enhed_id=str(1000 + 37 * nummer % 9973),
            stratum=f"{_SOCIALTILSYN[nummer % 5]} / {_TYPER[nummer // 5 % 4]}",
            socialtilsyn=_SOCIALTILSYN[nummer % 5],
            type=_TYPER[nummer // 5 % 4],
            ejerform="privat",
            udelukket=("lukket" if nummer % 2 else "nyligt_udtrukket") if nummer % 23 == 0 else None,
        )
        for nummer in range(antal)
    )


def share_out(enheder, pr_stratum=15):
    return {stratum: min(pr_stratum, antal) for stratum, antal in count_strata(enheder).items()}
