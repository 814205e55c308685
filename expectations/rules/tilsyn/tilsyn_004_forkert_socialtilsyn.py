"""Socialtilsynet passer ikke til den kommune, afdelingen ligger i."""

from datetime import date

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-004",
    titel="Socialtilsynet ser ikke ud til at passe til kommunen",
    finder=(
        "Afdelinger, hvor det socialtilsyn, der står på siden, ikke er det, som fører tilsyn i den kommune, adressen "
        "ligger i efter adresseregistret (ellers nogen af de kommuner, postnummeret dækker), og hvor ingen kendt "
        "undtagelse kan forklare det."
    ),
    hvorfor=(
        "Socialtilsynene deler landet efter kommuner. Der er undtagelser, som siden ikke viser, for eksempel "
        "specialistfunktioner og tilbud, der er flyttet inden for det seneste år."
    ),
    ret="Socialtilsynet ser, om myndigheden eller adressen er rigtig, og retter den, der er forkert, på portalen.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-2", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN, Modtager.OS}),
    entitet=Entitet.AFDELING,
    felt="tilsynsmyndighed",
    sql="""
        WITH kommuner AS (
            SELECT r.kommunekode, r.navn, r.socialtilsyn
            FROM reference_kommune AS r
            JOIN kontroldag AS k ON r.gyldig_fra <= k.dag AND (r.gyldig_til IS NULL OR r.gyldig_til >= k.dag)
        )
        SELECT a.tilbudsid, a.afdelingsid, MIN(a.tilsynsmyndighed) AS vaerdi, MIN(a.postnr) AS postnummer,
            MIN(sted.navn) AS kommune, 'Socialtilsyn ' || MIN(sted.socialtilsyn) AS kommunens_socialtilsyn
        FROM nu_afdeling AS a
        LEFT JOIN reference_postnr_kommune AS pk ON pk.postnr = a.postnr
        LEFT JOIN nu_adressevask AS vask ON vask.afdeling_id = a.id
        LEFT JOIN kommuner AS sted ON sted.kommunekode = COALESCE(vask.kommunekode, pk.kommunekode)
        LEFT JOIN kommuner AS driver ON driver.socialtilsyn = a.tilsyn_kode
            AND (driver.kommunekode = a.driftsaftale_kommunekode OR driver.navn || ' Kommune' = a.virksomhed)
        LEFT JOIN (
            SELECT DISTINCT p.afdeling_id
            FROM nu_afdeling_paragraf AS p
            JOIN reference_paragraf AS r ON r.paragraf = p.paragraf
            WHERE r.gruppe = 'boern'
        ) AS boern ON boern.afdeling_id = a.id
        WHERE a.tilsyn_kode NOT IN ('Hovedstaden', 'Midt') AND NOT a.er_beskyttet AND driver.kommunekode IS NULL
            AND (a.tilsyn_kode = 'Nord' OR boern.afdeling_id IS NULL)
        GROUP BY a.tilbudsid, a.afdelingsid
        HAVING COUNT(sted.socialtilsyn) > 0 AND COUNT(CASE WHEN sted.socialtilsyn = a.tilsyn_kode THEN 1 END) = 0
    """,
    note=(
        "Koncerner kan høre under Hovedstaden og Midt; sikrede institutioner under Øst; kostskoler og skibsprojekter "
        "under Syd. Driver et socialtilsyns egen kommune tilbuddet, eller har den driftsaftalen, fører et andet tilsyn."
    ),
    bryder=(
        Eksempel(
            navn="Adresseregistret siger Odense, selv om postnummeret er Aalborgs",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Nord", "postnr": "9000", "by": "Aalborg"},),
            dar=("Prøvevænget 12, 9000 Aalborg",),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Odense med Socialtilsyn Nord",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Nord"},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Odense med Socialtilsyn Øst, voksne",
            afdelinger=(
                {"tilsynsmyndighed": "Socialtilsyn Øst"},
                {"tilbudsid": "1002", "tilbudstyper": ("Opholdssted, § 43",), "pladser": {"§ 43": 8}},
            ),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Aalborg med Socialtilsyn Syd, driftsaftale med Aalborg",
            afdelinger=({"postnr": "9000", "by": "Aalborg", "driftsaftale_med": "Aalborg Kommune"},),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Børn i Odense med Socialtilsyn Nord",
            afdelinger=(
                {
                    "tilsynsmyndighed": "Socialtilsyn Nord",
                    "tilbudstyper": ("Opholdssted, § 43",),
                    "pladser": {"§ 43": 8},
                },
            ),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Hjørrings eget tilbud med Socialtilsyn Nord: det skulle være Øst",
            afdelinger=(
                {
                    "tilsynsmyndighed": "Socialtilsyn Nord",
                    "postnr": "9800",
                    "by": "Hjørring",
                    "virksomhed": "Hjørring Kommune",
                },
            ),
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Efter at regionerne er lagt sammen",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Nord", "postnr": "2000", "by": "Frederiksberg"},),
            fund=(("1001", "1"),),
            dato=date(2027, 1, 1),
        ),
    ),
    holder=(
        Eksempel(
            navn="Adresseregistrets kommune gælder, ikke postnummerets",
            afdelinger=({"postnr": "9000", "by": "Aalborg"},),
            dar=("Prøvevænget 12, 9000 Aalborg",),
        ),
        Eksempel(navn="Odense med Socialtilsyn Syd", afdelinger=({},)),
        Eksempel(
            navn="Odense med Hovedstaden, som har koncernerne",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Hovedstaden"},),
        ),
        Eksempel(navn="Odense med Midt, som har koncernerne", afdelinger=({"tilsynsmyndighed": "Socialtilsyn Midt"},)),
        Eksempel(
            navn="Børn med Øst, som har de sikrede institutioner",
            afdelinger=(
                {
                    "tilsynsmyndighed": "Socialtilsyn Øst",
                    "tilbudstyper": ("Døgninstitution, § 43",),
                    "pladser": {"§ 43": 8},
                },
            ),
        ),
        Eksempel(
            navn="Et postnummer, som når ind i en kommune under et andet socialtilsyn",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Nord", "postnr": "8600", "by": "Silkeborg"},),
        ),
        Eksempel(
            navn="Odense med Nord, driftsaftale med Aalborg",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Nord", "driftsaftale_med": "Aalborg Kommune"},),
        ),
        Eksempel(
            navn="Frederiksberg Kommunes tilbud i Hillerød med Syd",
            afdelinger=({"postnr": "3400", "by": "Hillerød", "virksomhed": "Frederiksberg Kommune"},),
        ),
        Eksempel(
            navn="Frederiksberg med Syd, som har Frederiksbergs egne",
            afdelinger=({"postnr": "2000", "by": "Frederiksberg"},),
        ),
        Eksempel(
            navn="Hjørring med Øst, som har Hjørrings egne",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Øst", "postnr": "9800", "by": "Hjørring"},),
        ),
        Eksempel(
            navn="Et postnummer, der ikke findes",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Nord", "postnr": "5001"},),
        ),
        Eksempel(navn="En kommune som tilsyn", afdelinger=({"tilsynsmyndighed": "Aalborg Kommune"},)),
        Eksempel(
            navn="Et socialtilsyn, der ikke er et af de fem: det er TILSYN-005",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Vest"},),
        ),
        Eksempel(
            navn="Et krisecenter",
            afdelinger=({"tilsynsmyndighed": "Socialtilsyn Nord", "tilbudstyper": ("Krisecenter, § 109",)},),
        ),
    ),
)
