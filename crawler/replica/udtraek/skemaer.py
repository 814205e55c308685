"""Made-up budgetskemaer that say what a tilbud's budget row says."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from crawler.replica.udtraek.model import Row, Tilbudsdata
from domain.eksempel_skema import ARK, fejlfrit_skema
from domain.skema import Fejlart, Post, Skema, Skemafejl, Skemapost

_FORBILLEDE = fejlfrit_skema()
_FORBILLEDETS_OMKOSTNINGER = _FORBILLEDE.find_beloeb(Post.OMKOSTNINGER_I_ALT) or 1.0
_TEKST = "Tallet i cellen kan ikke bruges. Ret det, og gem skemaet igen."


def give_skema(
    data: Tilbudsdata,
    row: Row,
    *arter: Fejlart,
    celle: str = "E24",
    beloeb: Mapping[Post, float] | None = None,
) -> Tilbudsdata:
    """Give the data with a form for a budget row: with the faults of `arter` in a cell, and with other amounts."""
    fejl = tuple(Skemafejl(art=art, ark=ARK, celle=celle, tekst=_TEKST) for art in arter)
    skema = Skema(
        tilbudsid=data.tilbudsid,
        budgetaar=row["budgetaar"],
        fil=f"{data.tilbudsid}_{row['budgetaar']}.xlsx",
        fil_sha256=hashlib.sha256(f"{data.tilbudsid}/{row['budgetaar']}/{arter}".encode()).hexdigest(),
        skema_version=_FORBILLEDE.skema_version,
        forventet_aar=row["budgetaar"],
        poster=tuple(_make_poster(row, beloeb or {})),
        fejl=fejl,
    )
    return replace(data, skemaer=(*data.skemaer, skema))


def _make_poster(row: Row, beloeb: Mapping[Post, float]) -> Iterator[Skemapost]:
    """Yield the lines: income and sums as the row has them, each cost in the share it has in the model form."""
    kendte = {
        Post.TAKST_I_ALT: row["takstindtaegt_kr"],
        Post.ANDRE_I_ALT: row["indtaegter_kr"] - row["takstindtaegt_kr"],
        Post.INDTAEGTER_I_ALT: row["indtaegter_kr"],
        Post.OMKOSTNINGER_I_ALT: row["omkostninger_kr"],
        Post.RESULTAT: row["resultat_kr"],
        **beloeb,
    }
    faktor = row["omkostninger_kr"] / _FORBILLEDETS_OMKOSTNINGER
    for linje in _FORBILLEDE.poster:
        if linje.post is Post.YDELSE:
            yield _make_ydelse(linje, row)
        else:
            yield replace(linje, beloeb_kr=kendte.get(linje.post, round(faktor * (linje.beloeb_kr or 0.0), 2)))


def _make_ydelse(linje: Skemapost, row: Row) -> Skemapost:
    antal = linje.antal or 1.0
    kr = row["takstindtaegt_kr"]
    return replace(linje, takst_kr=kr / antal, beloeb_kr=kr, belaegning_pct=row["belaegning_pct"])
