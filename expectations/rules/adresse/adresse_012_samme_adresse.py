"""To ejeres tilbud står på samme adresse."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_DAR = (
    "Prøvevænget 12, 5000 Odense C",
    "Prøvevænget 14, st. th, 5000 Odense C",
    "Prøvevænget 14, st. tv, 5000 Odense C",
)
_ANDEN_EJER = {"tilbudsid": "1002", "afdelingsid": "2", "cvr": "99000023"}

REGEL = Regel(
    id="ADRESSE-012",
    titel="To ejeres tilbud står på samme adresse",
    finder="Adresser ned til etage og dør, som tilbud med forskellige CVR-numre begge oplyser som deres.",
    hvorfor="Det kan være rigtigt, for eksempel ved et ejerskifte. Ofte er den enes adresse gammel eller forkert.",
    ret="Spørg de to tilbud, hvem der bruger adressen; den anden retter sin under stamdata i sin indberetning.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "DAR-FORM"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="adresse",
    sql="""
        SELECT DISTINCT v.tilbudsid, v.afdelingsid, v.adresse AS vaerdi, v.adresse_id
        FROM nu_adressevask AS v
        JOIN (
            SELECT adresse_id, tilbudsid, cvr_cifre
            FROM nu_adressevask
            GROUP BY adresse_id, tilbudsid, cvr_cifre
        ) AS b ON b.adresse_id = v.adresse_id AND b.tilbudsid <> v.tilbudsid AND b.cvr_cifre <> v.cvr_cifre
    """,
    bryder=(
        Eksempel(
            navn="To ejere på én adresse, skrevet forskelligt",
            afdelinger=({}, {**_ANDEN_EJER, "adresse": "PRØVEVÆNGET 012"}),
            dar=_DAR,
            fund=(("1001", "1"), ("1002", "2")),
        ),
        Eksempel(
            navn="To ejere bag samme dør",
            afdelinger=(
                {"adresse": "Prøvevænget 14, st. th"},
                {**_ANDEN_EJER, "adresse": "Prøvevænget 14, stuen til højre"},
            ),
            dar=_DAR,
            fund=(("1001", "1"), ("1002", "2")),
        ),
    ),
    holder=(
        Eksempel(navn="To af samme ejers tilbud", afdelinger=({}, {"tilbudsid": "1002", "afdelingsid": "2"}), dar=_DAR),
        Eksempel(
            navn="To afdelinger af ét tilbud med hvert sit CVR-nummer",
            afdelinger=({}, {"afdelingsid": "2", "cvr": "99000023"}),
            dar=_DAR,
        ),
        Eksempel(
            navn="To døre i samme hus",
            afdelinger=({"adresse": "Prøvevænget 14, st. th"}, {**_ANDEN_EJER, "adresse": "Prøvevænget 14, st. tv"}),
            dar=_DAR,
        ),
        Eksempel(
            navn="To ejere i et hus med flere adresser, uden etage og dør",
            afdelinger=({"adresse": "Prøvevænget 14"}, {**_ANDEN_EJER, "adresse": "Prøvevænget 14"}),
            dar=_DAR,
        ),
        Eksempel(
            navn="Et krisecenter på samme adresse",
            afdelinger=({}, {**_ANDEN_EJER, "tilbudstyper": ("Krisecenter, § 109",)}),
            dar=_DAR,
        ),
    ),
)
