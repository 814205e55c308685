"""The design that samples the rules themselves: of one item, what they flagged and what they did not, each apart."""

from sampling.design import Design, Stratumtegn

_MINDSTE_DEL = 0.4


def make_regelkontrol(antal: int) -> Design:
    """Give the design of a control of the rules with `antal` cases, to be used with one item.

    At least two fifths of the cases go to each side, as far as there are so many: recall stands on the faults among
    what was not flagged, precision on what was. Earlier draws leave nobody out: what is asked is how good the rules are
    on the whole register.

    Raises:
        StikproeveFejl: There are no cases.
    """
    return Design(
        antal=antal,
        strata=(Stratumtegn.FLAGGET,),
        minimum=int(_MINDSTE_DEL * antal),
        mindste_stratum=1,
        udeluk_runder=0,
    )
