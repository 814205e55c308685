"""What the child tells its parent: one JSON object a line on standard output, and the end of standard input heard."""

import json
import os
import sys
import threading
import time
from typing import Any

_MELLEMRUM_S = 0.1
_FORAELDER_BORTE = 70


def send(row: dict[str, Any]) -> None:
    """Write one message. A parent that is gone ends the child."""
    try:
        sys.stdout.write(json.dumps(row) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(_FORAELDER_BORTE)


class Maaler:
    """Tells of progress, at most ten times a second and always at the end of a phase."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._sidst = 0.0

    def vis(self, fase: str, faerdige: int, i_alt: int | None) -> None:
        """Tell how far a phase is."""
        nu = time.monotonic()
        if faerdige == i_alt or nu - self._sidst >= _MELLEMRUM_S:
            self._sidst = nu
            send({"type": "fremdrift", "fase": fase, "faerdige": faerdige, "i_alt": i_alt})


def read_first_line() -> str:
    """Read the set-up from standard input; what comes after it is only ever its end."""
    line = b""
    while not line.endswith(b"\n"):
        chunk = os.read(0, 65_536)
        if not chunk:
            break
        line += chunk
    return line.decode()


def end_with_parent() -> None:
    """End this process as soon as the parent is gone, however it went: its end of our standard input closes."""
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    while os.read(0, 4096):
        pass
    os._exit(_FORAELDER_BORTE)
