"""Workbooks with some bytes changed: read, or refused with a sentence, never a crash; and large ones within bounds."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.files.fejl import UdtraekFejl
from tests.crawler.files.byg import TAKST, example, laes, read_part, rezip, write_xlsx

DELE = (
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/_rels/workbook.xml.rels",
)
ROD = Path(__file__).resolve().parents[3]
# What a sheet of 49 MB may cost; measured: 9 s of processor time and 500 MB.
HOEJST_S, HOEJST_MB = 60, 900

_MAAL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from crawler.files import laes_udtraek

udtraek = laes_udtraek(Path(sys.argv[1]), start=datetime(2026, 11, 22, tzinfo=UTC), hash_noegle="k")
forbrug = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: a new process begins with that of the one that started it, and pytest grows as it runs.
hoejst = next(linje for linje in Path("/proc/self/status").read_text().splitlines() if linje.startswith("VmHWM"))
print(udtraek.rapport.entiteter["takst"], forbrug.ru_utime + forbrug.ru_stime, int(hoejst.split()[1]) / 1000)
"""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(
    st.sampled_from(DELE),
    st.integers(0, 5_000),
    st.integers(0, 40),
    st.sampled_from([b"", b"<", b'"', b"&#0;", b"UTF-9", b"0", b"<c r='XFD9'/>", b"\xff", b"></c><c>"]),
)
def test_a_few_bytes_changed_never_crash_the_reader(tmp_path, navn, plads, laengde, nyt):
    fil = write_xlsx(tmp_path / "takst.xlsx", {"Takst": [TAKST, [1001, 1, 3, 2026, 1234.5, date(2025, 12, 31)]]})
    del_ = read_part(fil, navn)
    plads %= len(del_)
    rezip(fil, **{navn.replace("/", "__").replace(".", "_DOT_"): del_[:plads] + nyt + del_[plads + laengde :]})
    try:
        rapport = laes(fil).rapport
    except UdtraekFejl as fejl:
        tekst = str(fejl)
    else:
        tekst = rapport.fil
    assert "takst.xlsx" in tekst or "»" in tekst or "XML" in tekst


@pytest.mark.slow
def test_a_sheet_of_fifty_megabytes_is_read_within_bounded_time_and_memory(tmp_path):
    fil = tmp_path / "takst.xlsx"
    overskrifter, celler = example("takst")
    with xlsxwriter.Workbook(str(fil), {"constant_memory": True}) as bog:
        ark = bog.add_worksheet("Takst")
        ark.write_row(0, 0, overskrifter)
        for nummer in range(1, 100_001):
            ark.write_row(
                nummer, 0, [nummer // 3, 1, nummer, *celler[3:7], 2000 + nummer / 7, None, "døgn", 2000.5, 45000]
            )
    assert len(read_part(fil, "xl/worksheets/sheet1.xml")) > 45_000_000
    ud = subprocess.run(
        [sys.executable, "-c", _MAAL, str(fil)], cwd=ROD, capture_output=True, text=True, check=True, timeout=600
    )
    antal, sekunder, megabyte = map(float, ud.stdout.split())
    assert antal == 100_000
    assert sekunder < HOEJST_S
    assert megabyte < HOEJST_MB
