"""A law or a list as it may become, and what a rule then finds."""

from dataclasses import dataclass

from domain.regel import Eksempel


@dataclass(frozen=True)
class Lovaendring:
    """A rule judged on a day under changed lists."""

    regel: str
    saetninger: tuple[str, ...]
    eksempel: Eksempel

    def __str__(self) -> str:
        return f"{self.regel}: {self.eksempel.navn} {self.eksempel.dato}"
