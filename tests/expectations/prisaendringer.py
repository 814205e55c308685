"""Duties that end, and afdelinger younger than the delivery they are held against, for the rules on prices."""

from dataclasses import replace

from domain.regel import Eksempel
from expectations.registry import load_regler
from tests.expectations.lovaendring import Lovaendring

_EFTER_PLIGT = ("OPHOLD-001", "OPHOLD-002", "OPHOLD-003", "REVISION-001", "REVISION-002", "TAKST-002", "BELAEG-001")
_PLIGTEN_OPHOERT = "DELETE FROM reference_pligt WHERE aar >= 2026"

# Two nights, since 1003 went missing. The delivery is of the first; 1001/2 and 1002 came on the second.
_LEVERET_FOERSTE_NAT = "UPDATE udtraek SET dag = '2026-10-31', dag_nr = dag_nr - 1"
_KOM_TIL = "UPDATE afdeling_liv SET foerst_set = 2 WHERE afdelingsid = '2' OR tilbudsid = '1002'"
_NYE = Eksempel(
    navn="Ny på portalen efter leveringen",
    afdelinger=({}, {"afdelingsid": "2"}, {"tilbudsid": "1002"}, {"tilbudsid": "1003"}),
    savnet=(("1003", "1"),),
)


def _end_duty(regel_id):
    regel = next(regel for regel in load_regler() if regel.id == regel_id)
    return Lovaendring(regel_id, (_PLIGTEN_OPHOERT,), replace(regel.bryder[0], navn="Pligten er ophørt", fund=()))


def _judge_new(regel, entitet, fund):
    eksempel = replace(_NYE, udtraek={entitet: ({"tilbudsid": "1003"},)}, fund=fund)
    return Lovaendring(regel, (_LEVERET_FOERSTE_NAT, _KOM_TIL), eksempel)


PRISAENDRINGER = (
    *(_end_duty(regel_id) for regel_id in _EFTER_PLIGT),
    _judge_new("TAKST-002", "takst", (("1001", "1"),)),
    _judge_new("BELAEG-001", "belaegning", (("1001", None),)),
)
