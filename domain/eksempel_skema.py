"""A made-up budgetskema without a fault; it agrees with the rows of `domain.eksempel_raekker`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.skema import Post, Skema, Skemapost

ARK = "BUDGET PRIVATE TILBUD"

# Row of the sheet, amount, and what the line counts (employees, or members of the board).
_LINJER: dict[Post, tuple[int, float, float | None]] = {
    Post.TAKST_I_ALT: (24, 5_548_000.0, None),
    Post.ANDRE_I_ALT: (30, 0.0, None),
    Post.INDTAEGTER_I_ALT: (31, 5_548_000.0, None),
    Post.LEDELSE: (39, 700_000.0, 1.0),
    Post.FAGUDDANNET: (40, 2_000_000.0, 4.5),
    Post.IKKE_FAGUDDANNET: (41, 500_000.0, 1.5),
    Post.IKKE_FASTANSAT: (42, 250_000.0, 0.5),
    Post.ADMINISTRATIVT_PERSONALE: (43, 250_000.0, 0.5),
    Post.BESTYRELSE: (44, 50_000.0, 3.0),
    Post.PERSONALE_I_ALT: (45, 3_750_000.0, None),
    Post.TOEJ_OG_LOMMEPENGE: (48, 50_000.0, None),
    Post.AKTIVITETER: (49, 150_000.0, None),
    Post.HUSHOLDNING: (50, 250_000.0, None),
    Post.TRANSPORT: (51, 100_000.0, None),
    Post.EKSTERN_BEHANDLING: (52, 100_000.0, None),
    Post.BESKAEFTIGELSE: (53, 48_000.0, None),
    Post.BORGERRELATERET_I_ALT: (54, 698_000.0, None),
    Post.ADMINISTRATION: (57, 250_000.0, None),
    Post.EKSTERN_ADMINISTRATION: (58, 50_000.0, None),
    Post.TILSYNSTAKST: (59, 20_000.0, None),
    Post.ADMINISTRATION_I_ALT: (60, 320_000.0, None),
    Post.KOMPETENCE: (63, 40_000.0, None),
    Post.SUPERVISION: (64, 10_000.0, None),
    Post.KOMPETENCE_I_ALT: (65, 50_000.0, None),
    Post.HUSLEJE: (69, 360_000.0, 300.0),
    Post.HUSLEJE_OVERFOERT: (70, 0.0, None),
    Post.VEDLIGEHOLD_LEJEDE: (71, 40_000.0, None),
    Post.VEDLIGEHOLD_EJEDE: (72, 20_000.0, None),
    Post.FORSIKRING_OG_FORBRUG: (73, 60_000.0, None),
    Post.EJENDOM_FRI: (74, 0.0, None),
    Post.EJENDOM_I_ALT: (75, 480_000.0, None),
    Post.AFSKRIVNING_BYGNINGER: (78, 75_000.0, None),
    Post.AFSKRIVNING_ANLAEG: (79, 50_000.0, None),
    Post.AFSKRIVNING_I_ALT: (80, 125_000.0, None),
    Post.RENTEINDTAEGTER: (83, 0.0, None),
    Post.FINANSINDTAEGTER_I_ALT: (84, 0.0, None),
    Post.PRIORITETSRENTER: (87, 15_000.0, None),
    Post.OEVRIGE_RENTER: (88, 10_000.0, None),
    Post.FINANSUDGIFTER_I_ALT: (89, 25_000.0, None),
    Post.OMKOSTNINGER_I_ALT: (91, 5_448_000.0, None),
    Post.RESULTAT: (92, 100_000.0, None),
}

# 8 places for 365 days at 95 %.
_YDELSE = Skemapost(
    post=Post.YDELSE,
    ark=ARK,
    linje=19,
    antal=2774.0,
    takst_kr=2000.0,
    beloeb_kr=5_548_000.0,
    belaegning_pct=95.0,
)


def fejlfrit_skema(
    poster: Mapping[Post, Mapping[str, Any] | None] | None = None,
    **aendringer: Any,  # noqa: ANN401 - any field of a Skema
) -> Skema:
    """Give the faultless form of tilbud 1001 for 2026 with some of it changed.

    `poster` says by post what is changed in its line ({"beloeb_kr": 1.0}), or None for a line that is not there; sums
    stay as they are, so that a change can break them. Other names are fields of the Skema: `tilbudsid`, `budgetaar`,
    `fejl` …

    Raises:
        KeyError: a post that the form does not have.
    """
    aendrede = dict(poster or {})
    linjer = {linje.post: linje for linje in _list_poster()}
    for post, felter in aendrede.items():
        linje = linjer.pop(post)
        if felter is not None:
            linjer[post] = replace(linje, **felter)
    skema = Skema(
        tilbudsid="1001",
        budgetaar=2026,
        fil="1001_2026.xlsx",
        fil_sha256="0" * 64,
        skema_version="privat-2024",
        poster=tuple(sorted(linjer.values(), key=lambda x: x.linje)),
    )
    return replace(skema, **aendringer)


def _list_poster() -> tuple[Skemapost, ...]:
    andre = (
        Skemapost(post=post, ark=ARK, linje=linje, antal=antal, beloeb_kr=beloeb)
        for post, (linje, beloeb, antal) in _LINJER.items()
    )
    return (_YDELSE, *andre)
