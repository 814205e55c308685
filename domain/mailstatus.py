"""Where a mail of the outbox stands."""

from enum import StrEnum


class Mailstatus(StrEnum):
    """The states of a mail, in the order it goes.

    `afventer`: a person must release it. `klar`: to be handed over, perhaps not until a later try. `sender`: it is
    being handed over at this moment. `sendt`: handed over. `afvist`: the mail server will never take it; a person
    looks. `ukendt`: the run died or the line broke while it was `sender`; never sent again unless a person says so.
    `retur`: it was handed over and came back for good, so that nobody was told by it.
    """

    AFVENTER = "afventer"
    KLAR = "klar"
    SENDER = "sender"
    SENDT = "sendt"
    AFVIST = "afvist"
    UKENDT = "ukendt"
    RETUR = "retur"


# Nobody has got these; they may still be rewritten or withdrawn.
USENDTE = (Mailstatus.AFVENTER, Mailstatus.KLAR)
# These have been tried, with or without luck: they begin the quiet time, and are the one mail of their period.
FORSOEGTE = (Mailstatus.SENDER, Mailstatus.SENDT, Mailstatus.AFVIST, Mailstatus.UKENDT, Mailstatus.RETUR)
# What these tell of counts as told: the tilbud is not written to again about the same. One that came back told nobody.
FORTALTE = (Mailstatus.SENDER, Mailstatus.SENDT, Mailstatus.AFVIST, Mailstatus.UKENDT)
# These have got, or may have got, to their recipient.
AFGAAEDE = (Mailstatus.SENDER, Mailstatus.SENDT, Mailstatus.UKENDT)
