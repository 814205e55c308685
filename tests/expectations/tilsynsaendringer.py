"""What no delivery alone can show: lists that change, and a page younger than the delivery it is held against."""

from domain.regel import Eksempel
from tests.expectations.lovaendring import Lovaendring

_TRE_TILBUD = ({}, {"tilbudsid": "1002"}, {"tilbudsid": "1003"})
# Something went missing, so there were two nights; the delivery is of the first, 1002 came or changed on the second.
_TO_NAETTER = {"afdelinger": _TRE_TILBUD, "savnet": (("1003", "1"),)}
_UDTRAEK_AF_FOERSTE_NAT = "UPDATE udtraek SET dag = '2026-10-31', dag_nr = dag_nr - 1"
_KOM_TIL = "UPDATE afdeling_liv SET foerst_set = 2 WHERE tilbudsid = '1002'"
_AENDRET = "UPDATE afdeling SET gyldig_fra = 2 WHERE tilbudsid = '1002'"


def _judge_old_and_new(regel, saetning, afdelingsid, udtraek):
    """Give an example where 1001 is found, and 1002 only were it not new."""
    eksempel = Eksempel(
        navn="Nyt eller ændret efter udtrækket", udtraek=udtraek, fund=(("1001", afdelingsid),), **_TO_NAETTER
    )
    return Lovaendring(regel, (_UDTRAEK_AF_FOERSTE_NAT, saetning), eksempel)


def _for_each(*rows, **aendringer):
    """Give rows for 1001 and 1002, or one each with changes."""
    return tuple({**row, **aendringer, "tilbudsid": x} for x in ("1001", "1002") for row in rows or ({},))


TILSYNSAENDRINGER = (
    _judge_old_and_new("PLADS-007", _KOM_TIL, "1", {"plads": ({"tilbudsid": "1003"},)}),
    _judge_old_and_new("PLADS-009", _AENDRET, None, {"plads": _for_each({}, {"paragraf": "§ 108"})}),
    _judge_old_and_new("PLADS-010", _AENDRET, "1", {"plads": _for_each(godkendte_antal=9)}),
)
