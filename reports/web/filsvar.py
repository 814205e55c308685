"""A file as an answer: what a reader's browser saves it as, and the headers of every answer."""

from starlette.responses import Response

from reports.web.hoveder import HOVEDER
from reports.web.side import Fil


def answer_fil(fil: Fil) -> Response:
    """Give a file in place of a page."""
    navn = {"Content-Disposition": f'attachment; filename="{fil.navn}"'}
    return Response(fil.indhold, media_type=fil.medietype, headers={**HOVEDER, **navn})
