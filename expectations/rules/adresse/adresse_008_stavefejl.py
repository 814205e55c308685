"""Vejnavnet ser ud til at være stavet forkert."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_DAR = ("Prøvevænget 12, 5000 Odense C", "Gammel Landevej 3, 5000 Odense C")

REGEL = Regel(
    id="ADRESSE-008",
    titel="Vejnavnet ser ud til at være stavet forkert",
    finder="Adresser, som kun findes, hvis et eller to bogstaver i vejnavnet rettes, og hvor kun én vej kan være ment.",
    hvorfor="Med et forkert vejnavn kan adressen ikke slås op, og tilbuddet er sværere at finde.",
    ret="Mente I den foreslåede adresse? Så ret vejnavnet under stamdata i jeres indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sikkerhed="A",
    sql="""
        SELECT
            v.tilbudsid, v.afdelingsid, v.adresse AS vaerdi, v.betegnelse AS forslag, v.adresse_id, v.husnummer_id
        FROM nu_adressevask AS v
        WHERE v.er_stavefejl
    """,
    bryder=(
        Eksempel(
            navn="Et bogstav mangler",
            afdelinger=({"adresse": "Prøvevængt 12"},),
            dar=_DAR,
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="To bogstaver er byttet om",
            afdelinger=({"adresse": "Prøvevænegt 12"},),
            dar=_DAR,
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(
            navn="Vejnavnet er rigtigt",
            afdelinger=({},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Forkortet er ikke stavet forkert",
            afdelinger=({"adresse": "Gl. Landevej 3"},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Et navn foran vejen",
            afdelinger=({"adresse": "Bofællesskabet Solsikken Prøvevænget 12"},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Huset findes heller ikke med rettet vejnavn",
            afdelinger=({"adresse": "Prøvevængt 99"},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Adresseregistret er ikke indlæst",
            afdelinger=({"adresse": "Prøvevængt 12"},),
        ),
        Eksempel(
            navn="Et krisecenter",
            afdelinger=(
                {"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}, "adresse": "Prøvevængt 12"},
            ),
            dar=_DAR,
        ),
    ),
)
