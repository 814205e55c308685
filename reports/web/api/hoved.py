"""HEAD for every address: the headers GET would give, and nothing more (RFC 9110 § 9.3.2)."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Hovedsvar:
    """Lets the application answer a HEAD as a GET, and keeps the content back."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(besked: Message) -> None:
            uden = {"body": b""} if besked["type"] == "http.response.body" else {}
            await send({**besked, **uden})

        await self._app({**scope, "method": "GET"}, receive, send_head)
