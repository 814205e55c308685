"""How long each kind of data is to be kept: the proposal of docs/datamodel.md, in the words of the page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Opbevaring:
    """What is kept (`hvad`), in which tables, for how long as proposed, and why."""

    hvad: str
    tabeller: tuple[str, ...]
    hvor_laenge: str
    hvorfor: str


OPBEVARING = (
    Opbevaring(
        "Afdelinger, som de var før, og sidernes felter",
        ("raw_afdeling", "afdeling"),
        "13 måneder",
        "Et år kan sammenlignes med det forrige. E-mail og telefon er personoplysninger.",
    ),
    Opbevaring(
        "Rækker fra dataudtræk",
        ("raw_udtraek", "takst", "plads", "belaegning", "budget", "noegletal", "tilsynsbesoeg", "sanktion"),
        "5 år",
        "Takster og budgetter sammenlignes med tidligere år.",
    ),
    Opbevaring("Plejefamilier", ("plejefamilie",), "13 måneder", "Det, der siges om en familie, er personligt."),
    Opbevaring(
        "Budgetskemaer og deres linjer",
        ("budgetskema", "budgetskema_post", "budgetskema_fejl"),
        "5 år",
        "Budgetter sammenlignes med tidligere år. Ingen fritekst gemmes.",
    ),
    Opbevaring(
        "Afvigelser og deres hændelser",
        ("afvigelse", "afvigelse_haendelse"),
        "5 år",
        "De er historien bag en sag efter serviceloven § 14.",
    ),
    Opbevaring(
        "Kørsler, prøver og kontroller",
        ("koersel", "gate_proeve", "sideafvigelse", "kontrol", "regelkoersel", "registertal"),
        "2 år",
        "Enhver nat skal kunne forklares. De indeholder intet personligt.",
    ),
    Opbevaring(
        "Sager, notater og påbud",
        ("sag", "sag_haendelse", "sag_paabud"),
        "efter ministeriets arkivregler",
        "De er afgørelser.",
    ),
    Opbevaring(
        "Hvem der har logget ind, set kontaktoplysninger og ændret hvad",
        ("adgangslog",),
        "2 år",
        "Det skal kunne siges, hvem der så og gjorde hvad. Brugernavne er personlige.",
    ),
    Opbevaring(
        "Teksten i mails", ("mail",), "til sagen er lukket, derefter kun, at der er sendt", "Modtagerne er personer."
    ),
    Opbevaring(
        "Teksten i svar på mails",
        ("mail_svar",),
        "til sagen er lukket, derefter kun, at der kom et svar",
        "Mennesker har skrevet dem.",
    ),
    Opbevaring(
        "Hentede filer",
        (),
        "30 dage",
        "En fil kan rumme en gade hos et tilbud, der først senere viste sig at være et krisecenter.",
    ),
)
