"""A weekly mail as HTML, on the same frame and style as the owners' mails."""

from urllib.parse import quote

from reports.mail.orientering.brevdele import Ugebrev
from reports.mail.skabelon import load_skabelon


def write_html(brev: Ugebrev) -> str:
    """Set a weekly mail as an HTML document."""
    return load_skabelon("orientering.html").render(brev=brev, mailto=quote(brev.svar_til, safe="@"))
