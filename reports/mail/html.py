"""A mail as HTML: one template, its style written into the elements, nothing fetched from anywhere."""

from urllib.parse import quote

from jinja2 import Template

from reports.mail.brev import Brev
from reports.mail.oplysninger import list_oplysninger, write_overskrift
from reports.mail.skabelon import load_skabelon


def write_html(brev: Brev) -> str:
    """Set a mail as an HTML document."""
    return render_brev(load_skabelon("mail.html"), brev)


def render_brev(skabelon: Template, brev: Brev) -> str:
    """Fill a template with a mail."""
    return skabelon.render(
        brev=brev,
        mailto=quote(brev.svar_til, safe="@"),
        oplysninger=list_oplysninger,
        overskrift=write_overskrift,
    )
