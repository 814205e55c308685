"""The replica's own command: which night to serve, where, and how long."""

import argparse
import contextlib
import socket
import sys
import threading
from collections.abc import Iterable, Sequence

import uvicorn

from crawler.replica.grundlag import LANDSTAL
from crawler.replica.portal import Portal
from crawler.replica.register import NAETTER, make_register
from crawler.replica.server import Server
from crawler.replica.uheld import Uheld, UheldFejl
from domain.systemfejl import explain_oserror

VAERT = "127.0.0.1"
KLAR = "Portalen svarer på "
_NEDLUKNING_S = 1


class _Dansk(argparse.HelpFormatter):
    """Help in Danish, where argparse has words of its own."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = "Brug: ",
    ) -> None:
        """Begin with "Brug" instead of "usage"."""
        super().add_usage(usage, actions, groups, prefix)


def main(argv: Sequence[str]) -> int:
    """Serve until stopped. Gives 0 when done, 1 when it could not serve, 2 for wrong use."""
    valg = _make_parser().parse_args(argv)
    try:
        uheld = Uheld.from_json(valg.uheld)
    except UheldFejl as fejl:
        sys.stderr.write(f"{fejl}\n")
        return 2
    try:
        stik = _listen(valg.port)
    except OSError as fejl:
        sys.stderr.write(f"Kan ikke lytte på port {valg.port}: {explain_oserror(fejl)}. Vælg en anden med --port.\n")
        return 1
    with stik:
        register = make_register(valg.seed, nat=valg.nat, antal_tilbud=valg.antal)
        _serve(Server(Portal(register, uheld)), stik, slut_med_stdin=valg.slut_med_stdin)
    return 0


def _listen(port: int) -> socket.socket:
    # asyncio sends small packets at once only on sockets that say that they are TCP; create_server's do not, and
    # every answer would wait 40 ms for the reader's acknowledgement.
    stik = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    stik.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        stik.bind((VAERT, port))
    except OSError:
        stik.close()
        raise
    stik.listen()
    return stik


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m crawler.replica",
        description="Viser en kopi af Tilbudsportalen med et opdigtet register, kun på denne maskine.",
        formatter_class=_Dansk,
        add_help=False,
    )
    valg = parser.add_argument_group("Valg")
    valg.add_argument("--help", "-h", action="help", help="viser denne hjælp")
    valg.add_argument("--seed", type=int, default=7, metavar="TAL", help="hvilket register (7)")
    valg.add_argument("--nat", type=int, default=1, choices=NAETTER, help="første eller anden nat (1)")
    valg.add_argument("--port", type=int, default=0, metavar="TAL", help="port på denne maskine; 0 vælger en ledig (0)")
    valg.add_argument("--antal", type=_read_antal, default=LANDSTAL, metavar="TAL", help=f"antal tilbud ({LANDSTAL})")
    valg.add_argument("--uheld", default="{}", metavar="JSON", help="hvad der skal gå galt, fx '{\"langsom_s\": 2}'")
    valg.add_argument("--slut-med-stdin", action="store_true", help="slutter, når standard input lukkes")
    return parser


def _read_antal(tekst: str) -> int:
    if not tekst.isdigit() or int(tekst) < 1:
        raise argparse.ArgumentTypeError("antal skal være et helt tal over 0")
    return int(tekst)


def _serve(app: Server, stik: socket.socket, *, slut_med_stdin: bool) -> None:
    opsaetning = uvicorn.Config(
        app, log_level="error", server_header=False, timeout_graceful_shutdown=_NEDLUKNING_S, timeout_keep_alive=60
    )
    server = uvicorn.Server(opsaetning)
    if slut_med_stdin:
        threading.Thread(target=_end_with_stdin, args=(server,), daemon=True).start()
    sys.stdout.write(f"{KLAR}http://{VAERT}:{stik.getsockname()[1]}\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[stik])


def _end_with_stdin(server: uvicorn.Server) -> None:
    """Stop when whoever started us closes its end or dies; the kernel closes it then."""
    sys.stdin.buffer.read()
    server.should_exit = True
