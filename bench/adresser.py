"""Addresses washed: how often right, how fast, how big.

`.venv/bin/python -m bench.adresser kvalitet --dar MAPPE [--seed 1]` makes misspellings, other ways of writing and
addresses that do not exist from a real sample. `… skala --mappe MAPPE [--del 1.0]` makes a register of national size,
loads it and washes against it. Both compare with rapidfuzz (when it is installed) and SQLite's trigram search.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.fejlformer import SKRIVEMAADER, STAVEFEJL, Adresse, Form, make_missing, misspell
from bench.sammenlign import Sogning, make_rapidfuzz, make_trigram
from bench.syntetisk import Omfang, write_register
from warehouse.adresser.betegnelse import decode_husnr, split_betegnelse, unit_text
from warehouse.adresser.indlaes import load_dar
from warehouse.adresser.register import Register
from warehouse.adresser.vask import wash

NU = datetime(2026, 11, 23, 6, tzinfo=UTC)
SLUT = datetime(2026, 11, 24, 6, tzinfo=UTC)
# A text that names an address which is closed did exist: it is told, with the one that replaced it.
NEDLAGT = "nedlagt"
_OUTCOME = {"C": "C", NEDLAGT: NEDLAGT}
Svar = Callable[[str], tuple[str, str | None]]


def main() -> int:
    """Run one of the two measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    valg = parser.add_subparsers(dest="hvad", required=True)
    kvalitet = valg.add_parser("kvalitet")
    kvalitet.add_argument("--dar", type=Path, default=Path("../shared/reference/dar"))
    kvalitet.add_argument("--seed", type=int, default=1)
    skala = valg.add_parser("skala")
    skala.add_argument("--mappe", type=Path, required=True)
    skala.add_argument("--del", dest="andel", type=float, default=1.0)
    skala.add_argument("--sammenlign", action="store_true")
    vaelg = parser.parse_args()
    if vaelg.hvad == "kvalitet":
        measure_quality(vaelg.dar, vaelg.seed)
    else:
        measure_scale(vaelg.mappe, vaelg.andel, sammenlign=vaelg.sammenlign)
    return 0


def measure_quality(dar: Path, seed: int) -> None:
    """Print per kind how many are right with A or B, wrong with A or B, and C."""
    adresser = read_sample(dar)
    texts = {adr.write(): adr.id for adr in adresser}
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "register.db"
        load_dar(dar, fil, nu=NU)
        register = Register(fil)
        svarere: dict[str, Svar] = {"vask": lambda text: _wash(register, text)}
        for navn, sogning in (("rapidfuzz 90", make_rapidfuzz(texts)), ("trigram", make_trigram(texts))):
            if sogning is not None:
                svarere[navn] = sogning.answer
        for navn, svar in svarere.items():
            # The others are slow, and their totals are as clear from a part.
            egne = adresser if navn == "vask" else random.Random(seed).sample(adresser, 300)  # noqa: S311 - a sample
            _print_quality(navn, egne, svar, seed, samlet=navn != "vask")
        register.close()


def _print_quality(navn: str, adresser: list[Adresse], svar: Svar, seed: int, *, samlet: bool) -> None:
    print(f"\n{navn}\n{'':48}{'antal':>7}{'rigtig A/B':>12}{'pct.':>8}{'galt A/B':>10}{'C':>7}{'nedlagt':>9}")
    texts = {_plain(adr.write()): adr.id for adr in adresser}
    for gruppe, former in (("stavefejl", STAVEFEJL), ("andre skrivemåder", SKRIVEMAADER)):
        i_alt: Counter[str] = Counter()
        for art, form in former.items():
            tal = _count_form(adresser, form, svar, random.Random(seed), texts)  # noqa: S311 - a sample, not a secret
            i_alt += tal
            if not samlet:
                _print_line(art, tal)
        _print_line(f"{gruppe} i alt", i_alt)
    findes = {_plain(variant) for adr in adresser for variant in _variants(adr)}
    manglende = make_missing(adresser, findes, random.Random(seed))  # noqa: S311 - a sample, not a secret
    i_alt = Counter()
    for art, liste in manglende.items():
        tal = Counter(_OUTCOME.get(svar(text)[0], "galt") for text in liste)
        i_alt += tal
        if not samlet:
            _print_line(art, tal)
    _print_line("findes ikke i alt", i_alt)


def _count_form(
    adresser: list[Adresse], form: Form, svar: Svar, r: random.Random, texts: dict[str, str]
) -> Counter[str]:
    tal: Counter[str] = Counter()
    for adr in adresser:
        text = form(adr, r)
        # A misspelling that is another address as it stands cannot be told from it.
        if text is None or texts.get(_plain(text), adr.id) != adr.id:
            continue
        kategori, adresse_id = svar(text)
        tal["C" if kategori == "C" else "rigtig" if adresse_id == adr.id else "galt"] += 1
    return tal


def _print_line(art: str, tal: Counter[str]) -> None:
    antal, rigtige = tal.total(), tal["rigtig"]
    andre = "".join(f"{tal[udfald]:{bredde}}" for udfald, bredde in (("galt", 10), ("C", 7), (NEDLAGT, 9)))
    print(f"{art:48}{antal:7}{rigtige:12}{100 * rigtige / max(1, antal):8.2f}{andre}")


def measure_scale(mappe: Path, andel: float, *, sammenlign: bool) -> None:
    """Make, load, load again, and wash; each load and the washing in a process of its own, for its memory."""
    omfang = Omfang(veje=int(110_000 * andel), huse=int(2_500_000 * andel), adresser=int(3_900_000 * andel))
    proeve = mappe / "proeve.tsv"
    if not proeve.exists():
        proeve.write_text("\n".join(write_register(mappe / "dar", omfang, seed=1)), encoding="utf-8")
    for navn, dag in (("indlæsning", NU), ("samme levering næste dag", SLUT)):
        _in_process(f"from bench.adresser import load; load({str(mappe)!r}, {dag.isoformat()!r}, {navn!r})")
    _in_process(f"from bench.adresser import wash_sample; wash_sample({str(mappe)!r})")
    if sammenlign:
        _compare(mappe)


def load(mappe: str, dag: str, navn: str) -> None:
    """Load the made-up delivery and print time, memory and size."""
    fil = Path(mappe) / "register.db"
    if dag == NU.isoformat():
        fil.unlink(missing_ok=True)
    began = time.monotonic()
    indlaest = load_dar(Path(mappe) / "dar", fil, nu=datetime.fromisoformat(dag))
    print(
        f"{navn}: {indlaest.adresser} adresser på {time.monotonic() - began:.0f} s, {_peak_mb()} MB hukommelse, "
        f"{fil.stat().st_size / 1e6:.0f} MB fil",
        flush=True,
    )


def wash_sample(mappe: str) -> None:
    """Wash the sample as it stands, misspelt and non-existing; print rates, answers and memory."""
    began = time.monotonic()
    register = Register(Path(mappe) / "register.db")
    linjer = [linje.split("\t") for linje in (Path(mappe) / "proeve.tsv").read_text(encoding="utf-8").splitlines()]
    wash(register, linjer[0][1])
    print(f"start til første svar: {time.monotonic() - began:.2f} s")
    r = random.Random(2)  # noqa: S311 - a sample, not a secret
    r.shuffle(linjer)
    arter: dict[str, Callable[[str], str]] = {
        "som de står": str,
        "et bogstav galt": lambda text: misspell_street(text, 1, r),
        "to bogstaver galt": lambda text: misspell_street(text, 2, r),
        "husnummer findes ikke": lambda text: re.sub(r" (\d+)", lambda nr: f" {int(nr[1]) + 500}", text, count=1),
    }
    for art, form in arter.items():
        texts = [form(text) for _, text in linjer]
        began = time.process_time()
        svar = [_wash(register, text) for text in texts]
        brugt = time.process_time() - began
        tal = Counter(
            "C" if k == "C" else "rigtig" if i == linje[0] else "galt"
            for (k, i), linje in zip(svar, linjer, strict=True)
        )
        print(
            f"{art}: {len(texts) / brugt:.0f} vask/s, {1e6 * brugt / len(texts):.0f} µs, {dict(tal)}, {_peak_mb()} MB",
            flush=True,
        )


def misspell_street(text: str, antal: int, r: random.Random) -> str:
    """Make letters of the street wrong."""
    vejnavn, husnr = text.split(",", 1)[0].rsplit(" ", 1)
    return text.replace(f"{vejnavn} {husnr}", f"{misspell(vejnavn, antal, r)} {husnr}", 1)


def _compare(mappe: Path) -> None:
    linjer = [linje.split("\t") for linje in (mappe / "proeve.tsv").read_text(encoding="utf-8").splitlines()]
    r = random.Random(2)  # noqa: S311 - a sample, not a secret
    with (mappe / "dar" / "DAR_V1_Adresse.json").open(encoding="utf-8") as fil:
        texts = {row["adressebetegnelse"]: row["id_lokalId"] for row in _rows(fil)}
    for navn, lav in (("rapidfuzz 90", make_rapidfuzz), ("trigram", make_trigram)):
        began = time.monotonic()
        sogning = lav(texts)
        if sogning is None:
            print(f"{navn}: ikke installeret")
            continue
        print(f"{navn}: klar på {time.monotonic() - began:.0f} s", flush=True)
        _time_search(navn, sogning, [(i, misspell_street(text, 1, r)) for i, text in r.sample(linjer, 30)])


def _time_search(navn: str, sogning: Sogning, texts: list[tuple[str, str]]) -> None:
    began = time.monotonic()
    rigtige = sum(sogning.answer(text)[1] == adresse_id for adresse_id, text in texts)
    brugt = time.monotonic() - began
    print(f"{navn}: {len(texts) / brugt:.1f} vask/s, {rigtige} af {len(texts)} rigtige, {_peak_mb()} MB", flush=True)


def _rows(linjer: Iterable[str]) -> Iterable[dict[str, str]]:
    return (json.loads(linje.rstrip(",\n")) for linje in linjer if linje.startswith("{"))


def read_sample(dar: Path) -> list[Adresse]:
    """Give the current addresses of the real sample in parts."""
    adresser = []
    for linje in (dar / "Adresse.ndjson").read_text(encoding="utf-8").splitlines():
        row = json.loads(linje)
        if row["registreringtil"] or row["virkningtil"] or row["status"] != "3":
            continue
        etage, doer = row["etagebetegnelse"], row["dørbetegnelse"]
        dele = split_betegnelse(row["adressebetegnelse"], unit_text(etage, doer))
        if dele is not None:
            husnr = decode_husnr(dele.nr)
            adresser.append(
                Adresse(row["id"], dele.vejnavn, husnr, etage, doer, dele.supplerende, f"{dele.postnr:04d}", dele.by)
            )
    return adresser


def _variants(adr: Adresse) -> list[str]:
    return [
        adr.write(enhed=enhed, supplerende=supplerende)
        for enhed in {adr.enhed, ""}
        for supplerende in {adr.supplerende, ""}
    ]


def _wash(register: Register, text: str) -> tuple[str, str | None]:
    vask = wash(register, text)
    kategori = NEDLAGT if vask.er_nedlagt and vask.fundet else vask.kategori.value
    return kategori, vask.fundet.adresse_id if vask.fundet else None


def _plain(text: str) -> str:
    return re.sub(r"[^0-9a-zæøå]", "", text.lower())


def _in_process(kode: str) -> None:
    subprocess.run([sys.executable, "-c", kode], check=True)


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
