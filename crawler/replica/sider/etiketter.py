"""A label and its value: five ways of saying it, all seen on one site that grew over years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from crawler.replica.terning import draw_lod

_FORMER = (
    '<h4 class="h5">{etiket}</h4>\n<p>{vaerdi}</p>',
    '<dl class="row mb-0"><dt class="col-4">{etiket}</dt><dd class="col-8">{vaerdi}</dd></dl>',
    '<p class="mb-0"><strong>{etiket}</strong></p>\n<p>{vaerdi}</p>',
    '<table class="table"><tbody><tr><th scope="row">{etiket}</th><td>{vaerdi}</td></tr></tbody></table>',
    '<div class="row"><div class="col-4"><b>\n  {etiket}\n</b></div>\n<div class="col-8">{vaerdi}</div></div>',
)
_H4 = 0


@dataclass(frozen=True)
class Etiketter:
    """Writes the labels of one page. `omdoebt` maps a label to what this portal calls it today."""

    noegle: tuple[str, str]
    omdoebt: Mapping[str, str] = field(default_factory=dict)

    def choose(self, *muligheder: str) -> str:
        """Choose one of several names for a label; a page always makes the same choice, and a renamed label none."""
        if muligheder[0] in self.omdoebt:
            return muligheder[0]
        return muligheder[draw_lod("navn", *self.noegle, *muligheder) % len(muligheder)]

    def write(self, etiket: str, vaerdi: str | None) -> str:
        """Give a label with its value (HTML). A missing value is either an empty one or no label at all."""
        lod = draw_lod("form", *self.noegle, etiket)
        if vaerdi is None:
            return "" if lod % 2 else self._fill(_FORMER[lod % len(_FORMER)], etiket, "")
        return self._fill(_FORMER[lod % len(_FORMER)], etiket, vaerdi)

    def write_h4(self, etiket: str, vaerdi: str) -> str:
        """Give a label that is always a heading."""
        return self._fill(_FORMER[_H4], etiket, vaerdi)

    def _fill(self, form: str, etiket: str, vaerdi: str) -> str:
        return form.format(etiket=escape(self.omdoebt.get(etiket, etiket)), vaerdi=vaerdi)
