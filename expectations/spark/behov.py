"""What rules read: the columns of each view and list that their SQL names. What no rule names is not written out."""

import re
from collections.abc import Iterable, Mapping

from domain.regel import Regel

_RELATION = re.compile(r"\b(?:FROM|JOIN)\s+((?:nu|kendt|reference)_\w+|kontroldag)\b")
_ORD = re.compile(r"[a-z_][a-z_0-9]*")


def find_behov(regler: Iterable[Regel]) -> Mapping[str, frozenset[str]]:
    """Give, by relation, every name in the SQL of the rules that read it: its columns are among them."""
    behov: dict[str, frozenset[str]] = {}
    for regel in regler:
        navne = frozenset(_ORD.findall(regel.sql))
        for relation in set(_RELATION.findall(regel.sql)):
            behov[relation] = behov.get(relation, frozenset()) | navne
    return behov
