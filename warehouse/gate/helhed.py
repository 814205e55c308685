"""Whether the fetch is whole: not stopped, lists read to their end, pages had."""

from domain.dump import Dump, Listetal
from warehouse.gate.graenser import Graenser


def is_complete(dump: Dump, graenser: Graenser) -> bool:
    """Tell whether an afdeling that is on none of the lists is really gone."""
    lister = dump.slut.lister
    return dump.slut.stoppet is None and bool(lister) and all(is_whole(tal, graenser) for tal in lister.values())


def is_whole(tal: Listetal, graenser: Graenser) -> bool:
    """Tell whether a list gave (nearly) as many ids as it claims to have. A list without a total cannot be judged."""
    return tal.oplyst is not None and tal.oplyst - tal.fundet <= tal.oplyst * graenser.liste_mangler_andel
