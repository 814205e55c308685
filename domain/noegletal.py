"""The nøgletal that follow from a budget (BEK ST § 14 stk. 1 nr. 1, a-c and i-s), worked out of its posts."""

from collections.abc import Mapping

from domain.skema import Post, Skema
from domain.skemaposter import DELE

_PERSONALE = DELE[Post.PERSONALE_I_ALT]
_EJENDOM = (*DELE[Post.EJENDOM_I_ALT], Post.AFSKRIVNING_BYGNINGER)

BETEGNELSER: Mapping[str, str] = {
    "a_omsaetning_kr": "a. Omsætning",
    "b_resultat_kr": "b. Overskud eller underskud",
    "c_resultat_pct": "c. Resultat i procent af omsætningen",
    "i_ledelse_kr": "i. Løn til samlet ledelse",
    "j_bestyrelse_kr": "j. Bestyrelseshonorarer",
    "k_borgerrelateret_kr": "k. Løn til borgerrelateret personale",
    "l_administrativ_kr": "l. Løn til administrativt og teknisk personale",
    "m_ikke_fastansat_kr": "m. Ikke-fastansat borgerrelateret personale",
    "n_kompetence_kr": "n. Kompetenceudvikling i alt",
    "o_loen_pct": "o. Løn i procent af omsætningen",
    "p_kompetence_pct": "p. Kompetenceudvikling i procent af omsætningen",
    "q_administration_pct": "q. Administration i procent af omsætningen",
    "r_borgerrelateret_pct": "r. Borgerrelaterede omkostninger i procent af omsætningen",
    "s_ejendom_pct": "s. Ejendomsomkostninger i procent af omsætningen",
}
"""What each is called, in the order of the letters."""

_BELOEB: Mapping[str, tuple[Post, ...]] = {
    "i_ledelse_kr": (Post.LEDELSE,),
    "j_bestyrelse_kr": (Post.BESTYRELSE,),
    "k_borgerrelateret_kr": (Post.FAGUDDANNET, Post.IKKE_FAGUDDANNET),
    "l_administrativ_kr": (Post.ADMINISTRATIVT_PERSONALE,),
    "m_ikke_fastansat_kr": (Post.IKKE_FASTANSAT,),
    "n_kompetence_kr": DELE[Post.KOMPETENCE_I_ALT],
}

# The subtotal of the property section is left out of s: its lines are in it already.
_ANDELE: Mapping[str, tuple[Post, ...]] = {
    "o_loen_pct": _PERSONALE,
    "p_kompetence_pct": DELE[Post.KOMPETENCE_I_ALT],
    "q_administration_pct": DELE[Post.ADMINISTRATION_I_ALT],
    "r_borgerrelateret_pct": DELE[Post.BORGERRELATERET_I_ALT],
    "s_ejendom_pct": _EJENDOM,
}

KILDER: Mapping[str, frozenset[Post]] = {
    "a_omsaetning_kr": frozenset({Post.TAKST_I_ALT}),
    "b_resultat_kr": frozenset({Post.RESULTAT}),
    "c_resultat_pct": frozenset({Post.TAKST_I_ALT, Post.RESULTAT}),
    **{felt: frozenset(poster) for felt, poster in _BELOEB.items()},
    **{felt: frozenset({Post.TAKST_I_ALT, *poster}) for felt, poster in _ANDELE.items()},
}
"""The posts each is worked out of."""


def compute_noegletal(skema: Skema) -> dict[str, float | None]:
    """Give the nøgletal by the names of `domain.entiteter` (kr or percent 0-100).

    None where the form does not say what it takes or says it so that nobody can read it, or where there is no income
    to hold it against. An empty line of cost counts nothing.
    """
    if not skema.poster:
        return dict.fromkeys(BETEGNELSER)
    omsaetning, resultat = skema.find_beloeb(Post.TAKST_I_ALT), skema.find_beloeb(Post.RESULTAT)
    fundne: dict[str, float | None] = {
        "a_omsaetning_kr": omsaetning,
        "b_resultat_kr": resultat,
        "c_resultat_pct": _percent(resultat, omsaetning),
        **{felt: skema.sum_beloeb(*poster) for felt, poster in _BELOEB.items()},
        **{felt: _percent(skema.sum_beloeb(*poster), omsaetning) for felt, poster in _ANDELE.items()},
    }
    return {felt: None if KILDER[felt].intersection(skema.ukendte) else fundne[felt] for felt in BETEGNELSER}


def _percent(del_: float | None, hele: float | None) -> float | None:
    return None if del_ is None or not hele else 100 * del_ / hele
