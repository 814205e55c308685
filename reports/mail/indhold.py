"""What one mail to an owner is to say, before it is put into words: a section for each of its tilbud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.regel import Regel


class Trin(StrEnum):
    """Why a mail goes to an owner: the third part of its key. `TAK` only says that all is mended."""

    VARSEL = "varsel"
    RYKKER = "rykker"
    TAK = "tak"


@dataclass(frozen=True, kw_only=True)
class Mailfejl:
    """One fault to tell of: the rule that found it, where, and what stands there. `afdelingsid` None: the tilbud.

    `raekke` says which row of a dataudtræk it is, `bevis` are the rule's proof columns by name. `er_ny` is false when
    an earlier mail told of it.
    """

    regel: Regel
    afdelingsid: str | None
    vaerdi: str | None = None
    forslag: str | None = None
    raekke: str | None = None
    bevis: Mapping[str, str | None] = field(default_factory=dict)
    er_ny: bool = True


@dataclass(frozen=True, kw_only=True)
class Rettelse:
    """A fault that an earlier mail told of and that is mended now."""

    regel: Regel
    afdelingsid: str | None


@dataclass(frozen=True, kw_only=True)
class Tilbudsdel:
    """What a mail says of one tilbud; `afdelinger` maps an afdelingsid to its name.

    `er_rykker` tells that the owner was told of it before and nothing was mended in time. A protected tilbud (§ 109) is
    quoted nothing that the register says of it. `er_personlig`: the firm is one person, whose number and name are that
    person's (`reports.privatliv.explain_hidden`).
    """

    tilbudsid: str
    navn: str | None
    myndighed: str | None
    er_beskyttet: bool
    afdelinger: Mapping[str, str | None]
    fejl: tuple[Mailfejl, ...] = ()
    rettet: tuple[Rettelse, ...] = ()
    er_rykker: bool = False
    er_personlig: bool = False


@dataclass(frozen=True, kw_only=True)
class Brevgrundlag:
    """All that a mail to one owner rests on.

    `dag` is the day the register was judged and the law is cited by, `senest` the day the faults are hoped to be mended
    by (a service, no legal time limit), `svar_til` whom to ask about the mail. `er_sat`: a person
    set its address. `er_uddrag`: a rule that is held found more at these tilbud, so that no count is the whole one.
    """

    trin: Trin
    dele: Sequence[Tilbudsdel]
    dag: date
    senest: date
    svar_til: str
    er_sat: bool = False
    er_uddrag: bool = False
