"""The redraw: a draw made once more from its public file or audit package, and compared. Needs no database."""

import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from sampling.fejl import StikproeveFejl
from sampling.pakkesummer import find_aendrede
from sampling.traek import Traek, Traeklinje, count_strata, draw_stikproeve
from sampling.traekfil import Traekfil, read_traek_csv

PAKKENS_TRAEKLISTE = "traek.csv"
# A frame of a hundred thousand units is under 20 MB; more is no list of ours.
_STOERST = 50_000_000
_NAEVNES = 20


@dataclass(frozen=True, kw_only=True)
class Traekkontrol:
    """What a redraw found. `afvigelser` are Danish sentences, the first twenty; empty when all is equal.

    `aendrede_filer` are the files of a package that are not as its own sums say: changed, added or gone.
    """

    nummer: str
    offentligt_tal: str
    ramme_sha256: str
    antal_enheder: int
    antal_udelukket: int
    antal_udtrukket: int
    afvigelser: tuple[str, ...]
    aendrede_filer: tuple[str, ...] = ()

    @property
    def er_ens(self) -> bool:
        """Tell whether the redraw gave exactly what the file says."""
        return not self.afvigelser


def check_fil(fil: Path) -> Traekkontrol:
    """Redo the draw of a trækliste (CSV) or of an audit package (zip with `traek.csv`), and compare.

    Raises:
        StikproeveFejl: The file cannot be read as either; the sentence says why.
    """
    kontrol = check_traek(read_traek_csv(_read_tekst(fil)))
    return replace(kontrol, aendrede_filer=find_aendrede(fil)) if zipfile.is_zipfile(fil) else kontrol


def check_traek(fil: Traekfil) -> Traekkontrol:
    """Redo a draw from the frame and the numbers of its file, and compare line by line.

    Raises:
        StikproeveFejl: The frame or the numbers cannot be drawn from.
    """
    antal = dict.fromkeys(count_strata(fil.enheder), 0) | dict(fil.antal_pr_stratum)
    nyt = draw_stikproeve(fil.enheder, antal, nummer=fil.traek.nummer, offentligt_tal=fil.traek.offentligt_tal)
    return Traekkontrol(
        nummer=nyt.nummer,
        offentligt_tal=nyt.offentligt_tal,
        ramme_sha256=nyt.ramme_sha256,
        antal_enheder=len(fil.enheder),
        antal_udelukket=sum(enhed.udelukket is not None for enhed in fil.enheder),
        antal_udtrukket=len(nyt.udtrukne),
        afvigelser=_compare(fil.traek, nyt),
    )


def _compare(filens: Traek, nyt: Traek) -> tuple[str, ...]:
    if filens.ramme_sha256 != nyt.ramme_sha256:
        return (
            f"Rammens hash er {nyt.ramme_sha256}, men filen siger {filens.ramme_sha256}: en enhed er føjet til, "
            "fjernet eller ændret, efter at rammen blev frosset.",
        )
    gamle = {linje.enhed_id: linje for linje in filens.linjer}
    forskelle = [_differ(gamle.get(linje.enhed_id), linje) for linje in nyt.linjer]
    fundet = [tekst for tekst in forskelle if tekst]
    kendte = {linje.enhed_id for linje in nyt.linjer}
    fundet += [f"{enhed_id} har en plads i trækket, men er udelukket." for enhed_id in sorted(set(gamle) - kendte)]
    flere = len(fundet) - _NAEVNES
    return tuple(fundet[:_NAEVNES]) + ((f"… og {flere} afvigelser mere.",) if flere > 0 else ())


def _differ(gammel: Traeklinje | None, ny: Traeklinje) -> str | None:
    if gammel is None:
        return f"{ny.enhed_id} mangler en plads i trækket; den skal have nummer {ny.nummer_i_stratum} i {ny.stratum}."
    if gammel.hash != ny.hash:
        return f"{ny.enhed_id} har en forkert hash."
    if gammel.nummer_i_stratum != ny.nummer_i_stratum:
        return f"{ny.enhed_id} står som nummer {gammel.nummer_i_stratum} i sit stratum, men er {ny.nummer_i_stratum}."
    if gammel.er_udtrukket != ny.er_udtrukket:
        return (
            f"{ny.enhed_id} {'er udtrukket' if gammel.er_udtrukket else 'er ikke udtrukket'} i filen; det er forkert."
        )
    return None


def _read_tekst(fil: Path) -> str:
    try:
        raa = _read_pakke(fil) if zipfile.is_zipfile(fil) else _read_begraenset(fil)
        return raa.decode("utf-8-sig")
    except FileNotFoundError as fejl:
        raise StikproeveFejl(f"Filen {fil.name} findes ikke.") from fejl
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as fejl:
        raise StikproeveFejl(f"Filen {fil.name} kan ikke læses. Hent den igen fra kontrollens side.") from fejl
    except UnicodeDecodeError as fejl:
        raise StikproeveFejl(
            f"Filen {fil.name} er ikke gemt som UTF-8. Hent den igen, og gem den ikke fra et regneark."
        ) from fejl


def _read_begraenset(fil: Path) -> bytes:
    if fil.stat().st_size > _STOERST:
        raise StikproeveFejl(f"Filen {fil.name} er for stor til at være en trækliste.")
    return fil.read_bytes()


def _read_pakke(fil: Path) -> bytes:
    with zipfile.ZipFile(fil) as pakke:
        navn = next((navn for navn in pakke.namelist() if Path(navn).name == PAKKENS_TRAEKLISTE), None)
        if navn is None:
            raise StikproeveFejl(f"Pakken {fil.name} indeholder ingen {PAKKENS_TRAEKLISTE}.")
        with pakke.open(navn) as medlem:
            raa = medlem.read(_STOERST + 1)
    if len(raa) > _STOERST:
        raise StikproeveFejl(f"{PAKKENS_TRAEKLISTE} i {fil.name} er for stor til at være en trækliste.")
    return raa
