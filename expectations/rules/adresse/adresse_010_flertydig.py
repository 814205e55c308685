"""Adressen kan være flere."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_DAR = ("Vestergade 8, 5000 Odense C", "Østergade 8, 5000 Odense C")

REGEL = Regel(
    id="ADRESSE-010",
    titel="Adressen kan være flere forskellige",
    finder="Adresser, som passer lige godt på flere adresser i adresseregistret.",
    hvorfor="Når adressen kan læses på flere måder, kan den, der søger tilbuddet, komme det forkerte sted hen.",
    ret="Skriv adressen helt ud under stamdata i jeres indberetning, også bynavnet, hvis flere veje hedder det samme.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sikkerhed="A",
    sql="""
        SELECT v.tilbudsid, v.afdelingsid, v.adresse AS vaerdi, v.postnr AS postnummer, v.aarsag
        FROM nu_adressevask AS v
        WHERE v.aarsag IN ('flere', 'uklar_vej')
    """,
    bryder=(
        Eksempel(
            navn="To veje ligner lige meget",
            afdelinger=({"adresse": "Stergade 8"},),
            dar=_DAR,
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="To huse med samme adresse i hver sin by",
            afdelinger=({"adresse": "Vestergade 8"},),
            dar=("Vestergade 8, Bolbro, 5000 Odense C", "Vestergade 8, Stegsted, 5000 Odense C"),
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(
            navn="Kun én adresse passer",
            afdelinger=({"adresse": "Vestergade 8"},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Husnummeret findes ikke: det er ADRESSE-007",
            afdelinger=({"adresse": "Vestergade 99"},),
            dar=_DAR,
        ),
        Eksempel(
            navn="Adresseregistret er ikke indlæst",
            afdelinger=({"adresse": "Stergade 8"},),
        ),
        Eksempel(
            navn="Et krisecenter",
            afdelinger=({"tilbudstyper": ("Krisecenter, § 109",), "pladser": {"§ 109": 8}, "adresse": "Stergade 8"},),
            dar=_DAR,
        ),
    ),
)
