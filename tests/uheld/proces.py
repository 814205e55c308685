"""The process that nights are forked from: everything imported and warm, no thread and no connection of its own."""

import gc
import os
import threading
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from tests.uheld.scene import NAT, Skridt, Sted, at, do


def prepare_process(mappe: Path, portal: str, certifikat: Path) -> None:
    """Import and warm what a night uses by running one here, so that no child pays for it."""
    os.environ["SSL_CERT_FILE"] = str(certifikat)
    import tqdm  # type: ignore[import-untyped]

    # GX's progress bars start a thread that would not live on in a child.
    tqdm.tqdm.monitor_interval = 0
    var = mappe / "varm" / "var"
    sted = Sted(var=var, database=f"sqlite:///{var / 'tilbudstjek.db'}", portaler={1: portal, 2: portal}, smtp="")
    # Typst keeps threads in its own memory, which a child would wait for in vain: none is started here.
    with patch("reports.stikproeve.pdf.compile_pdf", return_value=b""):
        for dag in (0, 1):
            do(Skridt(slags=NAT, nu=at(1, 5, 2, 30)), sted, at(1, 5, 2, 30) + timedelta(days=dag))
    gc.collect()
    if (traade := threading.active_count()) > 1:
        raise RuntimeError(f"{traade} tråde: en gaffel ville miste dem: {threading.enumerate()}")
