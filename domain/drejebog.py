"""The runbook: for each kind of alarm what it means, what to do, and how to see that it is over."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, kw_only=True)
class Drejebogsafsnit:
    """What stands of one kind of alarm (`slags`); `trin` in order. In the texts backticks mark what is typed.

    `lukkes_af_menneske` when nothing but a person can tell that it is over.
    """

    slags: str
    navn: str
    betyder: str
    trin: tuple[str, ...]
    ovre: str
    lukkes_af_menneske: bool = False


@cache
def load_drejebog() -> dict[str, Drejebogsafsnit]:
    """Give every section by its kind of alarm, in the order of the runbook."""
    tekst = files("domain.reference").joinpath("drejebog.toml").read_text(encoding="utf-8")
    return {
        slags: Drejebogsafsnit(
            slags=slags,
            navn=felter["navn"],
            betyder=felter["betyder"],
            trin=tuple(felter["trin"]),
            ovre=felter["ovre"],
            lukkes_af_menneske=felter.get("lukkes_af_menneske", False),
        )
        for slags, felter in tomllib.loads(tekst).items()
    }


def find_afsnit(slags: str) -> Drejebogsafsnit:
    """Give what stands of a kind of alarm. Raises LookupError when the runbook does not know it."""
    afsnit = load_drejebog().get(slags)
    if afsnit is None:
        raise LookupError(f"The runbook has no section of {slags}.")
    return afsnit


def write_drejebog() -> str:
    """Give the runbook as it stands in docs/drift.md: one heading a kind, which is its anchor."""
    return "\n".join(_write_afsnit(afsnit) for afsnit in load_drejebog().values())


def write_afsnit_tekst(afsnit: Drejebogsafsnit) -> str:
    """Give a section as plain text, for a mail."""
    trin = "\n".join(f"{nummer}. {tekst}" for nummer, tekst in enumerate(afsnit.trin, start=1))
    return f"{afsnit.betyder}\n\nDet gør du:\n{trin}\n\nDen er ovre, når: {afsnit.ovre}\n".replace("`", "")


def _write_afsnit(afsnit: Drejebogsafsnit) -> str:
    trin = "\n".join(f"{nummer}. {tekst}" for nummer, tekst in enumerate(afsnit.trin, start=1))
    return f"### {afsnit.slags}\n\n**{afsnit.navn}.** {afsnit.betyder}\n\n{trin}\n\nDen er ovre, når: {afsnit.ovre}\n"
