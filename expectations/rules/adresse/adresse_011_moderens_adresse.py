"""Virksomhedens adresse står som afdelingens egen."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_DAR = ("Kontorvej 1, 5000 Odense C", "Prøvevænget 12, 5000 Odense C", "Prøvevænget 14, 5000 Odense C")
_KONTOR = {"tilbuddets_adresse": "Kontorvej 1, 5000 Odense C", "adresse": "Kontorvej 1"}
_EGET = {"tilbuddets_adresse": "Kontorvej 1, 5000 Odense C", "adresse": "Prøvevænget 14"}

REGEL = Regel(
    id="ADRESSE-011",
    titel="Virksomhedens adresse står som afdelingens egen",
    finder=(
        "Afdelinger med samme adresse som den virksomhed, de hører under, når flere af virksomhedens tilbud oplyser "
        "den, og andre af dens tilbud ligger andre steder."
    ),
    hvorfor="Adressen skal vise, hvor borgerne bor eller kommer, og ikke, hvor virksomheden har sit kontor.",
    ret=(
        "Ligger afdelingen et andet sted end kontoret, skriver I dens egen adresse under stamdata i jeres indberetning."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sql="""
        SELECT v.tilbudsid, v.afdelingsid, v.adresse AS vaerdi, v.husnummer_id
        FROM nu_adressevask AS v
        JOIN (
            SELECT
                b.cvr_cifre, b.virksomhed_husnummer_id AS hus,
                COUNT(DISTINCT CASE WHEN b.husnummer_id = b.virksomhed_husnummer_id THEN b.tilbudsid END) AS ved_den,
                COUNT(DISTINCT CASE WHEN b.husnummer_id <> b.virksomhed_husnummer_id THEN b.tilbudsid END) AS andre
            FROM nu_adressevask AS b
            GROUP BY b.cvr_cifre, b.virksomhed_husnummer_id
        ) AS firma ON firma.cvr_cifre = v.cvr_cifre AND firma.hus = v.husnummer_id
        WHERE v.virksomhed_husnummer_id = v.husnummer_id AND firma.ved_den >= 2 AND firma.andre >= 1
    """,
    bryder=(
        Eksempel(
            navn="To tilbud oplyser kontorets adresse, et tredje sin egen",
            afdelinger=(
                {**_KONTOR, "tilbudsid": "1001"},
                {**_KONTOR, "tilbudsid": "1002", "afdelingsid": "2"},
                {**_EGET, "tilbudsid": "1003", "afdelingsid": "3"},
            ),
            dar=_DAR,
            fund=(("1001", "1"), ("1002", "2")),
        ),
        Eksempel(
            navn="Skrevet forskelligt, og med to afdelinger af ét tilbud",
            afdelinger=(
                {**_KONTOR, "tilbudsid": "1001", "adresse": "KONTORVEJ 001"},
                {**_KONTOR, "tilbudsid": "1001", "afdelingsid": "4"},
                {**_KONTOR, "tilbudsid": "1002", "afdelingsid": "2"},
                {**_EGET, "tilbudsid": "1003", "afdelingsid": "3"},
            ),
            dar=_DAR,
            fund=(("1001", "1"), ("1001", "4"), ("1002", "2")),
        ),
    ),
    holder=(
        Eksempel(
            navn="Ét tilbud ligger i virksomhedens hus, et andet ikke",
            afdelinger=(
                {**_KONTOR, "tilbudsid": "1001"},
                {**_KONTOR, "tilbudsid": "1001", "afdelingsid": "2"},
                {**_EGET, "tilbudsid": "1003", "afdelingsid": "3"},
            ),
            dar=_DAR,
        ),
        Eksempel(
            navn="Alle virksomhedens tilbud ligger i samme hus",
            afdelinger=({**_KONTOR, "tilbudsid": "1001"}, {**_KONTOR, "tilbudsid": "1002", "afdelingsid": "2"}),
            dar=_DAR,
        ),
        Eksempel(
            navn="Tre virksomheder i samme hus",
            afdelinger=(
                {**_KONTOR, "tilbudsid": "1001"},
                {**_KONTOR, "tilbudsid": "1002", "afdelingsid": "2", "cvr": "99000023"},
                {**_EGET, "tilbudsid": "1003", "afdelingsid": "3", "cvr": "99000031"},
            ),
            dar=_DAR,
        ),
        Eksempel(
            navn="Et tilbud i et hus, der er en anden virksomhedsadresse under samme CVR-nummer",
            afdelinger=(
                {**_KONTOR, "tilbudsid": "1001"},
                {
                    **_KONTOR,
                    "tilbudsid": "1002",
                    "afdelingsid": "2",
                    "tilbuddets_adresse": "Prøvevænget 12, 5000 Odense C",
                },
                {**_EGET, "tilbudsid": "1003", "afdelingsid": "3"},
            ),
            dar=_DAR,
        ),
        Eksempel(
            navn="Krisecentre",
            afdelinger=(
                {**_KONTOR, "tilbudsid": "1001", "tilbudstyper": ("Krisecenter, § 109",)},
                {**_KONTOR, "tilbudsid": "1002", "afdelingsid": "2", "tilbudstyper": ("Krisecenter, § 109",)},
                {**_EGET, "tilbudsid": "1003", "afdelingsid": "3"},
            ),
            dar=_DAR,
        ),
    ),
)
