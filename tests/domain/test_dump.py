from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.afdeling import Afdeling
from domain.dump import DumpFejl, Hoved, Listetal, Manglende, Post, Sideafvigelse, Slut, decode_dump, encode_dump
from domain.eksempel import fejlfri

_HOVED = Hoved(koersel="k1", kilde="portal", adresse="http://127.0.0.1", start="2026-11-01T02:30:00+01:00")
_SLUT = Slut(
    slut="2026-11-01T02:40:00+01:00",
    antal=0,
    sha256="",
    lister={"voksne": Listetal(oplyst=2, fundet=1)},
    manglende=(Manglende(tilbudsid="1", afdelingsid="2", grund="http_503"),),
    afvigelser=(Sideafvigelse(art="ukendt_etiket", hvad="Nyt felt", antal=3, eksempel="http://127.0.0.1/x"),),
    tal={"sider": 3},
)

_POSTER = st.lists(
    st.builds(
        Post,
        afdeling=st.builds(
            Afdeling,
            tilbudsid=st.text(min_size=1),
            afdelingsid=st.text(min_size=1),
            navn=st.none() | st.text(),
            tilbudstyper=st.lists(st.text(), max_size=3).map(tuple),
            pladser=st.dictionaries(st.text(), st.none() | st.integers(), max_size=3),
        ),
        raa=st.dictionaries(st.text(), st.lists(st.text(), max_size=2).map(tuple), max_size=3),
        hentet=st.just("2026-11-01T02:31:00+01:00"),
    ),
    max_size=4,
)


@given(_POSTER)
def test_what_is_written_is_what_is_read(poster):
    dump = decode_dump(encode_dump(_HOVED, poster, _SLUT))
    assert dump.hoved == _HOVED
    assert dump.poster == tuple(poster)
    assert dump.slut == replace(_SLUT, antal=len(poster), sha256=dump.slut.sha256)


@given(_POSTER.filter(bool), st.data())
def test_a_dump_cut_anywhere_is_refused(poster, data):
    whole = b"".join(encode_dump(_HOVED, poster, _SLUT))
    cut = data.draw(st.integers(0, len(whole) - 2))
    with pytest.raises(DumpFejl):
        decode_dump(whole[:cut].splitlines(keepends=True))


@given(st.data())
def test_a_dump_with_one_altered_byte_before_the_tail_is_refused(data):
    lines = list(encode_dump(_HOVED, [Post(afdeling=fejlfri(), hentet="t")], _SLUT))
    body = bytearray(lines[1])
    body[data.draw(st.integers(0, len(body) - 2))] ^= 1
    with pytest.raises(DumpFejl):
        decode_dump([lines[0], bytes(body), lines[2]])


@pytest.mark.parametrize(
    "lines",
    [[], [b"{}\n"], [b"\x00\xff"], [b"[1]\n"], [b'{"type":"hoved","format":"tilbudstjek-dump","version":99}\n']],
)
def test_other_files_are_refused_with_a_danish_sentence(lines):
    with pytest.raises(DumpFejl, match=r"[Dd]ump|Linje"):
        decode_dump(lines)
