"""White space as it really stands in pages: hard blanks, line breaks, doubles. It depends on the text's place alone."""

from html import escape

from crawler.replica.terning import draw_lod

_HAARD = "\u00a0"
_USYNLIG = "\u200b"
_MAADER = 8


def write_tekst(tekst: str, *sted: str) -> str:
    """Give a text escaped for HTML, with white space that a reader must see through."""
    sikker = escape(tekst)
    maade = draw_lod("stoej", *sted) % _MAADER
    if maade == 0:
        return sikker.replace(" ", _HAARD)
    if maade == 1:
        return f"\n                {sikker}\n            "
    if maade == 2:  # noqa: PLR2004
        return f"&nbsp;{sikker.replace(' ', '  ')} "
    if maade == 3:  # noqa: PLR2004
        return f"{_USYNLIG}{sikker}\t\r\n"
    return sikker


def write_linjer(linjer: tuple[str, ...], *sted: str) -> str:
    """Give address lines separated by `<br>`, as the portal does."""
    return "<br>\n".join(write_tekst(linje, *sted, str(nummer)) for nummer, linje in enumerate(linjer))
