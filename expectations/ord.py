"""The words the catalogue says codes in."""

from domain.regel import Formaal, Modtager

OMRAADE = {
    "adresse": "Adresse",
    "aktuel": "Aktualitet: hvor gamle oplysningerne er",
    "belaeg": "Belægningsprocent",
    "budget": "Årsbudget",
    "ident": "Identitet: navn, CVR- og P-nummer, virksomhed",
    "kontakt": "Kontakt: telefon, e-mail, leder, hjemmeside",
    "noegle": "Årsrapport og nøgletal",
    "ophold": "Udgifter til ophold",
    "plads": "Pladser",
    "pleje": "Plejefamilier (kun samlede tal)",
    "revision": "Revisionspåtegning",
    "takst": "Takster",
    "tilsyn": "Tilsyn",
    "type": "Tilbudstype og virksomhedsform",
}

FORMAAL = {
    Formaal.INDBERETTET: "indberettet (nr. 1)",
    Formaal.FAKTA: "fakta (nr. 2)",
    Formaal.SYSTEMATIK: "systematik (nr. 3)",
}

# In the order they are told.
MODTAGER = {
    Modtager.TILBUD: "tilbuddet",
    Modtager.SOCIALTILSYN: "socialtilsynet",
    Modtager.KOMMUNE: "kommunen",
    Modtager.OS: "os selv",
}

SIKKERHED = {
    "A": "A: læst i loven eller hos myndigheden",
    "B": "B: læst i en sekundær, ældre eller ufuldstændig kilde",
    "C": "C: ikke bekræftet; reglen er derfor højst en advarsel",
}

TIL_OG_FRA = {True: "til", False: "fra"}
