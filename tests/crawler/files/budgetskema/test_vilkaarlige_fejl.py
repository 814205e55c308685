"""Whatever happens to the bytes of a form, reading it gives a Skema that says so: no error, no nonsense."""

import math
import tempfile
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.replica.skema import write_skema
from domain.skema import Fejlart, Skema
from tests.crawler.files.budgetskema.formularer import ARKDEL, make_plan, read_bytes

DELE = (ARKDEL, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels")
SKIFT = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)


@cache
def _form() -> bytes:
    with tempfile.TemporaryDirectory() as mappe:
        return write_skema(make_plan(), Path(mappe) / "form.xlsx").read_bytes()


def _flip(indhold: bytes, skift: list[tuple[float, int]]) -> bytes:
    nyt = bytearray(indhold)
    for sted, vaerdi in skift:
        nyt[int(sted * len(nyt))] = vaerdi
    return bytes(nyt)


def _read(indhold: bytes) -> Skema:
    with tempfile.TemporaryDirectory() as mappe:
        return read_bytes(indhold, Path(mappe))


def _check(skema: Skema) -> None:
    tal = [x for p in skema.poster for x in (p.antal, p.takst_kr, p.beloeb_kr, p.belaegning_pct) if x is not None]
    assert all(math.isfinite(x) for x in tal)
    assert all(isinstance(fejl.art, Fejlart) and fejl.tekst.endswith(".") for fejl in skema.fejl)
    assert skema.er_laest or not skema.poster


@settings(deadline=None)
@given(skift=SKIFT)
@example(skift=[(0.0, 0)])
def test_flipped_bytes_of_the_file(skift):
    _check(_read(_flip(_form(), skift)))


@settings(deadline=None)
@given(del_=st.sampled_from(DELE), skift=SKIFT)
def test_flipped_bytes_of_its_xml(del_, skift):
    ud = BytesIO()
    with zipfile.ZipFile(BytesIO(_form())) as ind, zipfile.ZipFile(ud, "w") as zipfil:
        for navn in ind.namelist():
            zipfil.writestr(navn, _flip(ind.read(navn), skift) if navn == del_ else ind.read(navn))
    _check(_read(ud.getvalue()))


@settings(deadline=None)
@given(laengde=st.floats(0, 1))
def test_a_file_cut_off_anywhere(laengde):
    skema = _read(_form()[: int(laengde * (len(_form()) - 1))])
    assert skema.fejl[0].art in {Fejlart.BESKADIGET, Fejlart.IKKE_REGNEARK}
    assert skema.poster == ()


@settings(deadline=None)
@given(indhold=st.binary(max_size=400), begyndelse=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-"]))
def test_any_bytes_at_all(indhold, begyndelse):
    skema = _read(begyndelse + indhold)
    assert not skema.er_laest
    assert skema.poster == ()
