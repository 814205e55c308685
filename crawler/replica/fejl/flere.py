"""Pages with several faults at once, each to be found on its own."""

from random import Random

from crawler.replica.fejl.adresse import ADRESSE
from crawler.replica.fejl.art import Fejlart, Gruppe, Omfang, Plantning
from crawler.replica.fejl.identitet import IDENTITET
from crawler.replica.fejl.kontakt import KONTAKT

_ENKELTE = {art.navn: art for art in (*IDENTITET, *KONTAKT, *ADRESSE)}


def _combine(kasus: int, *navne: str) -> Fejlart:
    arter = [_ENKELTE[navn] for navn in navne]

    def plant(gruppe: Gruppe, terning: Random) -> Plantning:
        samlet = Plantning(gruppe, frozenset())
        for art in arter:
            naeste = art.plant(samlet.sider, terning)
            samlet = Plantning(naeste.sider, samlet.fund | naeste.fund)
        return samlet

    return Fejlart(
        navn=" + ".join(navne),
        omfang=Omfang.SIDE,
        kasus=kasus,
        plant=plant,
        passer=lambda gruppe: all(art.passer(gruppe) for art in arter),
    )


FLERE = (
    _combine(5, "KONTAKT-001", "ADRESSE-002", "IDENT-008", "KONTAKT-006"),
    _combine(4, "KONTAKT-003", "KONTAKT-004", "KONTAKT-005", "ADRESSE-001"),
    _combine(3, "IDENT-001", "IDENT-009", "KONTAKT-002"),
)
