"""The first sheet: how the workbook is filled in, in plain Danish."""

from domain.stikproeve import Population, Udfald
from domain.stikproevesvar import UDFALDSNAVNE
from sampling.ark.model import Arkhoved

_UDFALD = {
    Udfald.RIGTIG: "Dokumentationen viser det samme som portalen.",
    Udfald.FORKERT: "Dokumentationen viser noget andet end portalen.",
    Udfald.MANGLER: "Oplysningen skal være der, men portalen viser den ikke.",
    Udfald.SYSTEMATIK: "Oplysningen er der, men står et forkert sted eller på en anden måde end portalen kræver.",
    Udfald.UAFGJORT: "Dokumentationen er ikke kommet eller er ikke nok. Skriv hvorfor i kommentaren.",
}
_BLAND_IKKE = (
    "Arket viser ikke, om reglerne i Tilbudstjek har fundet noget. Det er med vilje: det må ikke farve din vurdering. "
    "Slå det heller ikke op, før du har svaret."
)


def write_vejledning(hoved: Arkhoved, *, antal_enheder: int, antal_raekker: int) -> tuple[tuple[str, str], ...]:
    """Give the lines of the guide as style (`titel`, `afsnit`, `tekst`) and text."""
    familier = hoved.population is Population.PLEJEFAMILIER
    hvem = "plejefamilier" if familier else "tilbud"
    frist = f" Arket skal være tilbage senest den {hoved.frist:%d-%m-%Y}." if hoved.frist else ""
    return (
        ("titel", f"Stikprøvekontrol {hoved.nummer}: {hoved.emne}"),
        (
            "tekst",
            f"Arket er til {hoved.sagsbehandler}. Det har {antal_enheder} {hvem} og {antal_raekker} rækker.{frist}",
        ),
        ("tekst", f"»Portalen siger« er, som det stod, da rammen blev frosset den {hoved.ramme_dag:%d-%m-%Y}."),
        ("afsnit", "Sådan gør du"),
        ("tekst", f"1. Gå til arket »Sager«. {_ask(familier=familier)}"),
        ("tekst", "2. Hold dokumentationen op mod »Portalen siger«, og vælg et udfald på listen i kolonnen »Udfald«."),
        (
            "tekst",
            "3. Skriv de minutter, du har brugt på oplysningen, som et helt tal.",
        ),
        ("tekst", "4. Er oplysningen rettet på portalen, så skriv dagen i »Rettet den«, fx 31-12-2027."),
        ("tekst", "5. Er der givet påbud eller sat en markering, så vælg det i den næste kolonne."),
        ("tekst", "6. Gem filen, og send den tilbage. Du må gerne sende den halvt udfyldt og igen senere."),
        ("afsnit", "Udfaldene"),
        *(("tekst", f"{UDFALDSNAVNE[udfald]}: {tekst}") for udfald, tekst in _UDFALD.items()),
        ("afsnit", "Det skal du lade være med"),
        (
            "tekst",
            "Skriv ikke navne på personer, CPR-numre, private telefonnumre eller krisecentres adresser i kommentaren.",
        ),
        ("tekst", _BLAND_IKKE),
        (
            "tekst",
            "Slet ikke rækker eller kolonner, og ret ikke i de låste celler. "
            "Lad et udfald stå tomt, hvis du ikke er nået til det.",
        ),
        ("afsnit", "Flytte og sortere"),
        (
            "tekst",
            "Du kan filtrere med pilene i overskriften. Vil du sortere eller flytte rækker, så ophæv først "
            "beskyttelsen (Gennemse, Fjern arkbeskyttelse); der er ingen adgangskode. Sortér altid hele rækker.",
        ),
    )


def _ask(*, familier: bool) -> str:
    if familier:
        return "Hver række er én oplysning om én plejefamilie. Du svarer som socialtilsyn; spørg ikke familien."
    return "Hver række er én oplysning om ét tilbud. Bed tilbuddet om det, der står i kolonnen »Bed om«."
