"""A replica of the portal whose register changes a little every night: `python -m bench.soak_portal SEED ANTAL`.

Each page that differs between the replica's two nights turns from one to the other every so many nights, each on its
own day; a tilbud that only one of them has comes and goes. `GET /bench/nat/17` makes it night 17.
"""

import socket
import sys
import threading
from dataclasses import replace

import uvicorn

from crawler.replica.kommando import KLAR, VAERT
from crawler.replica.portal import Portal
from crawler.replica.register import Register, make_register
from crawler.replica.server import Receive, Scope, Send, Server
from crawler.replica.side import Side
from crawler.replica.terning import draw_lod
from crawler.replica.uheld import Uheld

PERIODE = 50
STI = "/bench/nat/"


class Aarsregister:
    """The register of any night of a year."""

    def __init__(self, seed: int, antal: int) -> None:
        """Make both nights that it is made of."""
        self._foerste = make_register(seed, nat=1, antal_tilbud=antal)
        self._anden = {side.noegle: side for side in make_register(seed, nat=2, antal_tilbud=antal).sider}

    def make_night(self, nummer: int) -> Register:
        """Give the register of a night."""
        alle = {side.noegle: side for side in self._foerste.sider}
        noegler = sorted(alle.keys() | self._anden.keys())
        sider = (self._choose(nummer, noegle, alle) for noegle in noegler)
        return replace(self._foerste, sider=tuple(side for side in sider if side is not None))

    def _choose(self, nummer: int, noegle: tuple[str, str], alle: dict[tuple[str, str], Side]) -> Side | None:
        # All afdelinger of a tilbud turn together: some faults lie between them.
        omgang = (nummer + draw_lod("soak", noegle[0], "") % PERIODE) // PERIODE
        return (self._anden if omgang % 2 else alle).get(noegle)


class Aarsserver:
    """Answers as the portal, and turns to another night when told."""

    def __init__(self, register: Aarsregister) -> None:
        """Begin with night 0."""
        self._register = register
        self._server = self._open(0)

    def _open(self, nummer: int) -> Server:
        return Server(Portal(self._register.make_night(nummer), Uheld()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"].startswith(STI):
            self._server = self._open(int(scope["path"].removeprefix(STI)))
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._server(scope, receive, send)


def main(seed: int, antal: int) -> None:
    """Serve until standard input is closed."""
    stik = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    stik.bind((VAERT, 0))
    stik.listen()
    app = Aarsserver(Aarsregister(seed, antal))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False, timeout_keep_alive=60))
    threading.Thread(target=_end_with_stdin, args=(server,), daemon=True).start()
    sys.stdout.write(f"{KLAR}http://{VAERT}:{stik.getsockname()[1]}\n")
    sys.stdout.flush()
    server.run(sockets=[stik])


def _end_with_stdin(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
