"""Numbers as Danes write them."""


def number(antal: float) -> str:
    """Give 3512 as "3.512"."""
    return f"{antal:,.0f}".replace(",", ".")


def percent(andel: float) -> str:
    """Give 0.125 as "12,5 %" and 0.05 as "5 %"."""
    return f"{100 * andel:.1f}".removesuffix(".0").replace(".", ",") + " %"


def amount(antal: int, ental: str, flertal: str) -> str:
    """Give a number with its noun: "1 række", "3.512 rækker"."""
    return f"{number(antal)} {ental if antal == 1 else flertal}"
