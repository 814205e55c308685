"""What a tilbud (for plejefamilier: the socialtilsyn) is asked to document, item by item."""

from domain.felter import ADRESSEFELTER

BESKYTTET = (
    "Spørg ikke om adressen, og skriv den ikke her: den er beskyttet (serviceloven § 109). Vælg »Kan ikke afgøres«."
)
_FAMILIE = "Spørg socialtilsynet, aldrig familien. "
_SPOERG = {
    "navn": "Tilbuddets navn, som det står i godkendelsen.",
    "adresse": "Afdelingens adresse: lejekontrakt, tingbogsattest eller udskrift fra P-enheden i CVR.",
    "postnr": "Afdelingens postnummer: lejekontrakt eller udskrift fra P-enheden i CVR.",
    "by": "Afdelingens by: lejekontrakt eller udskrift fra P-enheden i CVR.",
    "tilbuddets_adresse": "Tilbuddets hovedadresse, som den står i godkendelsen og i CVR.",
    "cvr": "Udskrift fra CVR for den virksomhed, der driver tilbuddet.",
    "p_nummer": "Udskrift fra CVR for den P-enhed, afdelingen hører til.",
    "telefon": "Ring til nummeret på portalen. Skriv kun, om det virker, ikke nummeret.",
    "email": "Skriv til adressen på portalen. Skriv kun, om den virker, ikke adressen.",
    "hjemmeside": "Åbn hjemmesiden. Se efter, at den er tilbuddets egen og ikke forældet.",
    "leder": "Bekræft, at lederen på portalen er den nuværende. Skriv ikke navnet.",
    "kontaktperson": "Bekræft, at kontaktpersonen på portalen er den nuværende. Skriv ikke navnet.",
    "virksomhed": "Virksomhedens navn, som det står i CVR.",
    "virksomhedsform": "Virksomhedsformen, som den står i CVR.",
    "driftsaftale_med": "Driftsaftalen, første og sidste side: med hvem, og om den gælder.",
    "tilsynsmyndighed": "Godkendelsen: hvilket socialtilsyn, hvilken kommune eller region fører tilsyn.",
    "tilbudstyper": "Godkendelsen: hvilke paragraffer tilbuddet er godkendt efter.",
    "pladser": "Godkendelsen: antal pladser efter hver paragraf.",
    "pladser_i_alt": "Godkendelsen: antal pladser i alt på hele tilbuddet.",
    "ledige_pladser": "Oversigt over godkendte og besatte pladser på den dag, rammen blev frosset.",
    "godkendelsesstatus": "Seneste afgørelse om godkendelsen.",
    "takst": "Takstberegningen for hver ydelse i det år, portalen viser.",
    "takst_enhed": "Takstberegningen: om taksten er pr. døgn, dag, måned, time eller forløb.",
    "belaegning": "Den belægningsprocent, taksten er beregnet med (ikke den faktiske i dag).",
    "husleje": "Lejekontrakt eller huslejeberegning for en bolig på stedet.",
    "beboerindskud": "Lejekontrakt: beboerindskud eller depositum.",
    "revisionspaategning": "Revisorens påtegning af taksterne (§§ 109 og 110) og det år, den gælder.",
    "budget": "Det indsendte årsbudget og kvitteringen med dato.",
    "koncernnote": "Koncernnoten til budgettet, eller en erklæring om, at tilbuddet ikke er en koncern.",
    "noegletal": "Årsrapporten for det år, portalen viser: de nøgletal, der er indberettet.",
    "afdelinger": "Oversigt over alle afdelinger med navn, og hvornår de er begyndt.",
    "tilsynsbesoeg": "Spørg socialtilsynet: datoerne for de seneste besøg, og om de var anmeldt.",
    "kvalitetsvurdering": "Spørg socialtilsynet: den seneste vurdering med score for hvert tema.",
    "sanktion": "Spørg socialtilsynet: påbud, skærpet tilsyn og andre afgørelser, der gælder.",
    "seneste_aendring": "Tilbuddets egne notater om, hvornår oplysningerne sidst blev gennemgået.",
    "plejefamilier": "Socialtilsynets egen opgørelse af antal familier og pladser.",
}


def ask_for(punkt: str, *, er_familie: bool, er_beskyttet: bool) -> str:
    """Give what is to be asked of a unit about an item; of a krisecenter nothing about where it lies."""
    if er_beskyttet and punkt in ADRESSEFELTER:
        return BESKYTTET
    return f"{_FAMILIE if er_familie else ''}{_SPOERG[punkt]}"


def knows(punkt: str) -> bool:
    """Tell whether there is a question for an item."""
    return punkt in _SPOERG
