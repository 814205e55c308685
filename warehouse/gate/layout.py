"""Whether the pages surprised the reader in a new way on many pages at once: then they were rebuilt."""

from collections.abc import Iterator

from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.profil import Forrige, Profil
from warehouse.gate.tekst import number, percent

_LAENGDE = 80


def judge_layout(profil: Profil, forrige: Forrige | None, graenser: Graenser) -> Iterator[Proeve]:
    """Give one failed test for each new surprise, or a single one that passed.

    On the first fetch nothing is new: labels we do not know are told in the report, and `felter` catches one that was
    renamed, since the field it held is empty then.
    """
    if not profil.sider:
        return
    fejlede = tuple(
        _failed(hvad, antal, profil.sider, graenser.etiket_ny_andel)
        for hvad, antal in sorted(profil.sideafvigelser.items())
        if forrige is not None
        and antal > graenser.mindste_antal
        and antal / profil.sider - _share(hvad, forrige) > graenser.etiket_ny_andel
    )
    yield from fejlede or (_passed(len(profil.sideafvigelser)),)


def _share(hvad: str, forrige: Forrige) -> float:
    if not forrige.profil.sider:
        return 0.0
    return forrige.profil.sideafvigelser.get(hvad, 0) / forrige.profil.sider


def _failed(hvad: str, antal: int, sider: int, graense: float) -> Proeve:
    kort = hvad if len(hvad) <= _LAENGDE else hvad[:_LAENGDE] + "…"
    return Proeve(
        navn="sidens_opbygning",
        bestaaet=False,
        maalt=f"»{kort}« på {number(antal)} af {number(sider)} sider",
        graense=f"nyt på højst {percent(graense)} af siderne",
        tekst=f"»{kort}« er nyt og set på {number(antal)} af {number(sider)} sider. Portalen har formentlig bygget "
        "siden om. Se på en side, og tilføj eller ret etiketten i crawleren; er den uden betydning, kan hentningen "
        "godkendes med en begrundelse.",
    )


def _passed(antal: int) -> Proeve:
    return Proeve(
        navn="sidens_opbygning",
        bestaaet=True,
        maalt=f"{number(antal)} kendte eller sjældne afvigelser",
        graense="intet nyt på mange sider",
        tekst="Siderne er bygget op som ventet.",
    )
