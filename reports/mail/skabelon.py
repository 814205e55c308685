"""Mail templates whose style is written into their elements once, when they are loaded, and not again for each mail.

A template is HTML with classes of `skabeloner/stil.css`. Statements of the template language stand in comments,
`<!--{% for … %}-->`: a comment may stand anywhere, so HTML parsers leave them in their place, inside tables too.
"""

import re
from functools import cache
from importlib.resources import files

import css_inline
from jinja2 import DictLoader, Environment, StrictUndefined, Template

_SAETNING = re.compile(r"<!--(\{%.*?%\})-->\n?", re.DOTALL)
_KLASSE = re.compile(r' class="[^"{]*"')
_DOKUMENT = "<!DOCTYPE"


@cache
def load_skabelon(navn: str) -> Template:
    """Load a template of `skabeloner/` by its file name; it may extend or include the others.

    Raises:
        jinja2.TemplateNotFound: there is no such template.
    """
    return _miljoe().get_template(navn)


def read_kilder() -> dict[str, str]:
    """Give every template as it is written, by its file name."""
    mappe = files("reports.mail") / "skabeloner"
    return {fil.name: fil.read_text(encoding="utf-8") for fil in mappe.iterdir() if fil.name.endswith(".html")}


def read_stil() -> str:
    """Give the style sheet of all mails."""
    return (files("reports.mail") / "skabeloner" / "stil.css").read_text(encoding="utf-8")


def inline_kilde(kilde: str, stil: str) -> str:
    """Write the style into the elements of a template, a whole document or a piece of one; its classes go."""
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True, extra_css=stil)
    stilet = inliner.inline(kilde) if kilde.startswith(_DOKUMENT) else inliner.inline_fragment(kilde, stil)
    return unwrap_kilde(_KLASSE.sub("", stilet))


def unwrap_kilde(kilde: str) -> str:
    """Take the statements of the template language out of their comments."""
    return _SAETNING.sub(r"\1", kilde)


def make_miljoe(kilder: dict[str, str]) -> Environment:
    """Make an environment of these templates: everything escaped, and an unknown name an error."""
    return Environment(loader=DictLoader(kilder), autoescape=True, undefined=StrictUndefined)


@cache
def _miljoe() -> Environment:
    stil = read_stil()
    return make_miljoe({navn: inline_kilde(kilde, stil) for navn, kilde in read_kilder().items()})
