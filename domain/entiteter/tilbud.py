"""What is said of a tilbud as a whole, and of plejefamilier (no names, no addresses: BL § 43, GDPR)."""

from domain.entiteter.model import Art, Entitetstype, Kolonne, key

TILBUD = Entitetstype(
    "tilbud",
    "Tilbud: godkendelse, ejerforhold, udgifter til ophold og hvornår oplysningerne sidst er ændret",
    (
        key("tilbudsid", "Tilbuddets nummer på Tilbudsportalen"),
        Kolonne("navn", Art.TEKST, "Tilbuddets navn"),
        Kolonne("godkendelsesstatus", Art.TEKST, "Godkendelsens tilstand, som portalen skriver den", foldes=True),
        Kolonne("godkendt_dato", Art.DATO, "Dagen tilbuddet blev godkendt"),
        Kolonne("er_koncern", Art.JANEJ, "Om ejeren er en koncern eller koncernlignende (STL § 16 stk. 3)"),
        Kolonne(
            "driftsaftale_bestemmende",
            Art.JANEJ,
            "Om en driftsaftale giver en kommune eller region bestemmende indflydelse (budgetfristen 15. november)",
        ),
        Kolonne(
            "har_revisionspaategning", Art.JANEJ, "Om taksternes revisionspåtegning er indberettet (§§ 109 og 110)"
        ),
        Kolonne("revisionspaategning_aar", Art.HELTAL, "Det år, påtegningen gælder"),
        Kolonne("husleje_kr", Art.TAL, "Borgerens husleje pr. måned (botilbudslignende tilbud)"),
        Kolonne("beboerindskud_kr", Art.TAL, "Borgerens beboerindskud eller depositum"),
        Kolonne("stamdata_aendret_dato", Art.DATO, "Seneste ændring af stamdata"),
        Kolonne("pladser_aendret_dato", Art.DATO, "Seneste ændring af plads og normering"),
        Kolonne("oekonomi_aendret_dato", Art.DATO, "Seneste ændring af økonomi"),
        Kolonne("faglig_aendret_dato", Art.DATO, "Seneste ændring af faglig tilgang, metode og målgruppe"),
    ),
)

PLEJEFAMILIE = Entitetstype(
    "plejefamilie",
    "Plejefamilier: type og pladser, uden navn og adresse",
    (
        key("plejefamilieid", "Plejefamiliens nummer på Tilbudsportalen"),
        Kolonne(
            "socialtilsyn",
            Art.TEKST,
            "Det socialtilsyn, der fører tilsyn: Nord, Midt, Syd, Øst eller Hovedstaden",
            foldes=True,
        ),
        Kolonne("familietype", Art.TEKST, "Almen, forstærket eller specialiseret", foldes=True),
        Kolonne("godkendte_antal", Art.HELTAL, "Godkendt antal pladser"),
        Kolonne("anbragte_antal", Art.HELTAL, "Antal anbragte børn"),
        Kolonne("ledige_antal", Art.HELTAL, "Antal ledige pladser (bilag 2 nr. 54)"),
        Kolonne("ledige_opdateret_dato", Art.DATO, "Seneste ændring af antal ledige pladser"),
        Kolonne("godkendt_dato", Art.DATO, "Dagen familien blev godkendt"),
    ),
)
