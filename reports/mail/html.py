"""A mail as HTML: one template, its style written into the elements, nothing fetched from anywhere."""

from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from reports.mail.brev import Brev

_INLINER = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)


def write_html(brev: Brev) -> str:
    """Set a mail as an HTML document."""
    return _INLINER.inline(_skabelon().render(brev=brev))


@cache
def _skabelon() -> Template:
    miljoe = Environment(
        loader=PackageLoader("reports.mail", "skabeloner"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return miljoe.get_template("mail.html")
