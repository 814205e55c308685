"""The same draw on every machine: a file of a draw at national size, redone by the program and without it."""

import hashlib
from pathlib import Path

from sampling.kontroltraek import check_fil
from sampling.traek import draw_stikproeve
from sampling.traekfil import read_traek_csv, write_traek_csv
from tests.sampling.landet import NUMMER, TAL, make_landet, share_out

GOLDEN = Path(__file__).parent / "golden" / "traek_landet.csv"


def test_the_draw_equals_the_golden_file_byte_for_byte():
    enheder = make_landet()
    traek = draw_stikproeve(enheder, share_out(enheder), nummer=NUMMER, offentligt_tal=TAL)
    skrevet = write_traek_csv(enheder, traek).encode()
    if not GOLDEN.exists():
        GOLDEN.write_bytes(skrevet)
    assert skrevet == GOLDEN.read_bytes()
    assert len(enheder) == 2_000


def test_a_redraw_from_the_golden_file_alone_writes_the_same_bytes():
    fil = read_traek_csv(GOLDEN.read_text(encoding="utf-8"))
    nyt = draw_stikproeve(
        fil.enheder, fil.antal_pr_stratum, nummer=fil.traek.nummer, offentligt_tal=fil.traek.offentligt_tal
    )
    assert write_traek_csv(fil.enheder, nyt).encode() == GOLDEN.read_bytes()
    assert check_fil(GOLDEN).er_ens


def test_ten_lines_that_know_nothing_of_the_program_draw_the_same_units():
    hoved, _, liste = GOLDEN.read_text(encoding="utf-8").partition("\n\n")
    felter = [linje.split(";") for linje in hoved.splitlines()]
    nummer, ramme, tal = (
        dict(f for f in felter if len(f) == 2)[n] for n in ("stikproeve", "ramme_sha256", "offentligt_tal")
    )
    enheder = [linje.split(";") for linje in liste.splitlines()[1:]]
    ramme_efter_id = sorted(enheder, key=lambda felt: felt[0].encode())
    linjer = [f"{enhed};{stratum};{ude}\n".encode() for enhed, stratum, ude, *_ in ramme_efter_id]
    assert hashlib.sha256(b"".join(linjer)).hexdigest() == ramme
    for _, stratum, antal in [f for f in felter if f[0] == "antal"]:
        kan = [enhed for enhed, mit, ude, *_ in enheder if mit == stratum and not ude]
        ordnet = sorted(kan, key=lambda enhed: hashlib.sha256(f"{nummer}|{ramme}|{tal}|{enhed}".encode()).hexdigest())
        assert set(ordnet[: int(antal)]) == {f[0] for f in enheder if f[1] == stratum and f[5] == "ja"}
