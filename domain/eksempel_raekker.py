"""Made-up rows of a dataudtræk without a fault, all of the tilbud of `domain.eksempel.fejlfri`, as of 1 November 2026.

They agree with each other: 8 places at 2,000 kr a day and 95 % for 365 days are the income of the budget and of the
nøgletal.
"""

from collections.abc import Mapping
from typing import Any

from domain.entiteter import ENTITETER, Raekke

_INDTAEGT = 8 * 2000.0 * 365 * 0.95

_RAEKKER: dict[str, dict[str, Any]] = {
    "tilbud": {
        "tilbudsid": "1001",
        "navn": "Birkehuset",
        "godkendelsesstatus": "Godkendt",
        "godkendt_dato": "2018-03-01",
        "er_koncern": False,
        "driftsaftale_bestemmende": False,
        "har_revisionspaategning": True,
        "revisionspaategning_aar": 2025,
        "husleje_kr": 6500.0,
        "beboerindskud_kr": 19500.0,
        "stamdata_aendret_dato": "2026-03-01",
        "pladser_aendret_dato": "2026-03-01",
        "oekonomi_aendret_dato": "2026-03-01",
        "faglig_aendret_dato": "2026-03-01",
    },
    "takst": {
        "tilbudsid": "1001",
        "afdelingsid": "1",
        "ydelsesid": "3",
        "takst_aar": 2026,
        "ydelse": "Midlertidigt ophold",
        "paragraf": "§ 107",
        "maalgruppe": "Psykiske lidelser",
        "takst_kr": 2000.0,
        "takst_tekst": "2.000,00",
        "takst_enhed": "døgn",
        "takst_liste_kr": 2000.0,
        "aendret_dato": "2026-01-02",
    },
    "plads": {
        "tilbudsid": "1001",
        "afdelingsid": "1",
        "paragraf": "§ 107",
        "godkendte_antal": 8,
        "ledige_antal": 1,
        "opdateret_dato": "2026-09-01",
    },
    "belaegning": {
        "tilbudsid": "1001",
        "aar": 2026,
        "belaegning_pct": 95.0,
        "belaegning_tekst": "95",
    },
    "budget": {
        "tilbudsid": "1001",
        "budgetaar": 2026,
        "modtaget_dato": "2025-09-15",
        "godkendt_dato": "2025-12-10",
        "filtype": "xlsx",
        "skema_aar": 2026,
        "har_koncernnote": False,
        "takstindtaegt_kr": _INDTAEGT,
        "indtaegter_kr": _INDTAEGT,
        "omkostninger_kr": _INDTAEGT - 100_000.0,
        "resultat_kr": 100_000.0,
        "ledelse_kr": 700_000.0,
        "ejendom_kr": 480_000.0,
        "belaegning_pct": 95.0,
    },
    "noegletal": {
        "tilbudsid": "1001",
        "aar": 2025,
        "indberettet_dato": "2026-04-20",
        "a_omsaetning_kr": 5_000_000.0,
        "b_resultat_kr": 100_000.0,
        "c_resultat_pct": 2.0,
        "soliditetsgrad_pct": 35.0,
        "h_leder_kr": 650_000.0,
        "i_ledelse_kr": 700_000.0,
        "j_bestyrelse_kr": 50_000.0,
        "k_borgerrelateret_kr": 2_500_000.0,
        "l_administrativ_kr": 250_000.0,
        "m_ikke_fastansat_kr": 250_000.0,
        "n_kompetence_kr": 50_000.0,
        "o_loen_pct": 75.0,
        "p_kompetence_pct": 1.0,
        "q_administration_pct": 4.0,
        "r_borgerrelateret_pct": 6.0,
        "s_ejendom_pct": 10.0,
        "sygefravaer_pct": 4.5,
        "personalegennemstroemning_pct": 18.0,
        "har_tekst": True,
    },
    "tilsynsbesoeg": {
        "tilbudsid": "1001",
        "besoegsid": "9001",
        "afdelingsid": "1",
        "afdeling_navn": "Birkehuset",
        "besoeg_dato": "2026-05-12",
        "er_anmeldt": False,
    },
    "kvalitetsscore": {
        "tilbudsid": "1001",
        "vurderet_dato": "2026-05-30",
        "tema": "Sundhed og trivsel",
        "score": 4.2,
        "myndighed": "Socialtilsyn Syd",
    },
    "sanktion": {
        "tilbudsid": "1001",
        "sanktionsid": "77",
        "sanktionsart": "Påbud",
        "afgjort_dato": "2026-02-01",
        "ophoert_dato": "2026-06-01",
    },
    "plejefamilie": {
        "plejefamilieid": "501",
        "socialtilsyn": "Syd",
        "familietype": "Almen",
        "godkendte_antal": 2,
        "anbragte_antal": 1,
        "ledige_antal": 1,
        "ledige_opdateret_dato": "2026-09-01",
        "godkendt_dato": "2019-05-01",
    },
}


def fejlfri_raekke(entitet: str, aendringer: Mapping[str, Any] | None = None) -> Raekke:
    """Give the faultless row of an entity with some of its columns changed.

    Raises:
        KeyError: no such entity.
        TypeError: a column that it does not have.
    """
    ukendte = set(aendringer or {}) - {kolonne.navn for kolonne in ENTITETER[entitet].kolonner}
    if ukendte:
        raise TypeError(f"{entitet} has no column {', '.join(sorted(ukendte))}")
    return Raekke(entitet=entitet, felter={**_RAEKKER[entitet], **(aendringer or {})})
