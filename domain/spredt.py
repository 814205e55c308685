"""A few of many, evenly spread: what a drawing or a course has room for."""


def spread(laengde: int, antal: int) -> list[int]:
    """Give the places of `antal` (1 or more) of `laengde` things, the first and the last among them; all when few."""
    if laengde <= antal:
        return list(range(laengde))
    if antal == 1:
        return [0]
    return [round(nummer * (laengde - 1) / (antal - 1)) for nummer in range(antal)]
