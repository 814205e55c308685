"""A budgetskema as people read it on a terminal, and as one JSON object."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.noegletal import BETEGNELSER as NOEGLETAL
from domain.noegletal import compute_noegletal
from domain.skema import Post
from domain.skemaposter import BETEGNELSER, SUMMER

if TYPE_CHECKING:
    from domain.skema import Skema, Skemapost
    from domain.skemaforskel import Postforskel

_DANSK = str.maketrans(",.", ".,")


def to_dict(skema: "Skema", forskelle: "Sequence[Postforskel]") -> dict[str, Any]:
    """Give the form as JSON has it: the same keys for every file, None where nothing is known."""
    return {
        "fil": skema.fil,
        "fil_sha256": skema.fil_sha256,
        "tilbudsid": skema.tilbudsid,
        "budgetaar": skema.budgetaar,
        "forventet_aar": skema.forventet_aar,
        "skema_version": skema.skema_version,
        "indtaegter_kr": skema.find_beloeb(Post.INDTAEGTER_I_ALT),
        "omkostninger_kr": skema.find_beloeb(Post.OMKOSTNINGER_I_ALT),
        "resultat_kr": skema.find_beloeb(Post.RESULTAT),
        "poster": [_post_dict(linje) for linje in skema.poster],
        "noegletal": compute_noegletal(skema),
        "fejl": [{"art": x.art, "ark": x.ark, "celle": x.celle, "tekst": x.tekst} for x in skema.fejl],
        "aendringer": [
            {
                "post": x.post,
                "betegnelse": BETEGNELSER[x.post],
                "foer_kr": x.foer_kr,
                "nu_kr": x.nu_kr,
                "forskel_kr": x.forskel_kr,
                "forskel_pct": x.forskel_pct,
            }
            for x in forskelle
        ],
    }


def show_skema(skema: "Skema", forskelle: "Sequence[Postforskel]") -> None:
    """Print one form: its posts, its nøgletal, what changed, and what is wrong."""
    konsol = Console()
    hvem = f"tilbud {skema.tilbudsid or 'ukendt'}, budgetår {skema.budgetaar or 'ukendt'}"
    konsol.print(Text(f"{skema.fil}: {hvem}, skema {skema.skema_version}"))
    if skema.poster:
        konsol.print(_make_poster(skema))
        konsol.print(_make_noegletal(skema))
    if forskelle:
        konsol.print(_make_forskelle(forskelle))
    _print_fejl(konsol, skema)


def show_oversigt(skemaer: "Sequence[Skema]") -> None:
    """Print several forms as a table, one a line."""
    tabel = _make_table("Budgetskemaer, beløb i kroner", ("fil", "tilbud", "år"), ("indtægter", "resultat", "fejl"))
    for skema in skemaer:
        tal = [_write_kr(skema.find_beloeb(post)) for post in (Post.INDTAEGTER_I_ALT, Post.RESULTAT)]
        hvem = [skema.fil, skema.tilbudsid or "ukendt", str(skema.budgetaar or "ukendt")]
        tabel.add_row(*(Text(x) for x in (*hvem, *tal, str(len(skema.fejl)) if skema.er_laest else "ikke læst")))
    konsol = Console()
    konsol.print(tabel)
    med_fejl = sum(bool(skema.fejl) for skema in skemaer)
    konsol.print(Text(f"{len(skemaer)} skemaer, {len(skemaer) - med_fejl} uden fejl, {med_fejl} med."))


def _post_dict(linje: "Skemapost") -> dict[str, Any]:
    return {
        "post": linje.post,
        "betegnelse": BETEGNELSER[linje.post],
        "er_sum": linje.post in SUMMER,
        "ark": linje.ark,
        "linje": linje.linje,
        "antal": linje.antal,
        "takst_kr": linje.takst_kr,
        "beloeb_kr": linje.beloeb_kr,
        "belaegning_pct": linje.belaegning_pct,
    }


def _make_poster(skema: "Skema") -> Table:
    tabel = _make_table("Poster", ("post",), ("linje", "antal", "takst, kr.", "beløb, kr.", "belægning"))
    for linje in skema.poster:
        tal = [write_tal(linje.antal), _write_kr(linje.takst_kr), _write_kr(linje.beloeb_kr)]
        felter = [BETEGNELSER[linje.post], str(linje.linje), *tal, _write_pct(linje.belaegning_pct)]
        tabel.add_row(*(Text(x) for x in felter), style="bold" if linje.post in SUMMER else "")
    return tabel


def _make_noegletal(skema: "Skema") -> Table:
    tabel = _make_table("Nøgletal, regnet ud af posterne", ("nøgletal",), ("værdi",))
    for felt, tal in compute_noegletal(skema).items():
        er_kr = felt.endswith("_kr") and tal is not None
        tabel.add_row(Text(NOEGLETAL[felt]), f"{_write_kr(tal)} kr." if er_kr else _write_pct(tal))
    return tabel


def _make_forskelle(forskelle: "Sequence[Postforskel]") -> Table:
    tabel = _make_table(
        "Ændret siden sidst, største først", ("post",), ("før, kr.", "nu, kr.", "forskel, kr.", "i procent")
    )
    for x in forskelle:
        tal = [_write_kr(kr) if kr is not None else "kendes ikke" for kr in (x.foer_kr, x.nu_kr)]
        tabel.add_row(Text(BETEGNELSER[x.post]), *tal, _write_kr(x.forskel_kr), _write_pct(x.forskel_pct))
    return tabel


def _print_fejl(konsol: Console, skema: "Skema") -> None:
    if not skema.fejl:
        konsol.print(Text("Ingen fejl fundet."))
        return
    konsol.print(Text(f"{len(skema.fejl)} fejl:"))
    for fejl in skema.fejl:
        hvor = f"{fejl.ark}: " if fejl.ark else ""
        konsol.print(Text(f"  {hvor}{fejl.tekst}"), soft_wrap=True)


def _make_table(titel: str, tekster: Sequence[str], tal: Sequence[str]) -> Table:
    tabel = Table(title=Text(titel, style="bold"), title_justify="left", box=box.SIMPLE, pad_edge=False)
    for navn in tekster:
        tabel.add_column(navn, overflow="fold")
    for navn in tal:
        tabel.add_column(navn, justify="right", no_wrap=True)
    return tabel


def write_tal(tal: float | None) -> str:
    """Give a number the Danish way with the decimals it has, at most two."""
    if tal is None:
        return ""
    tekst = f"{tal:,.2f}".rstrip("0").rstrip(".")
    return tekst.translate(_DANSK)


def _write_kr(tal: float | None) -> str:
    return "" if tal is None else f"{round(tal) + 0:,}".replace(",", ".")


def _write_pct(tal: float | None) -> str:
    return "" if tal is None else f"{tal:.1f} %".replace(".", ",")
