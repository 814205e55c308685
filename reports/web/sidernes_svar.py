"""What each page can tell, and what it cannot."""

from dataclasses import dataclass

from reports.web.bruger import ALLE, MINISTERIET, Rolle


@dataclass(frozen=True)
class Sidesvar:
    """A page (`emne`, as for `til`) with what it tells and what nobody may conclude from it."""

    emne: str
    navn: str
    siger: str
    siger_ikke: str
    roller: frozenset[Rolle] = MINISTERIET


SIDESVAR = (
    Sidesvar(
        "overblik",
        "Overblik",
        "Om registret kan bruges i dag, hvordan det er gået, og hvad der venter på et menneske.",
        "Om det, et tilbud har skrevet, er sandt. Reglerne ser, om oplysningerne mangler, strider mod hinanden eller "
        "mod andre registre.",
    ),
    Sidesvar(
        "socialtilsyn",
        "Socialtilsyn",
        "Hvor mange af et socialtilsyns tilbud der har afvigelser, og hvor længe de har stået.",
        "Hvor godt et socialtilsyn fører tilsyn: porteføljerne er forskellige, og det er tilbuddene, der retter.",
    ),
    Sidesvar(
        "kommuner",
        "Kommuner",
        "Hvor tilbuddene ligger, og hvor mange der har afvigelser.",
        "Hvilken kommune der er skyld i dem. Krisecentre er ikke med, og heller ikke tilbud, hvis kommune er uklar.",
    ),
    Sidesvar(
        "tilbudstyper",
        "Tilbudstyper",
        "Hvor mange tilbud der nævner hver paragraf, og hvor mange af dem der har afvigelser.",
        "Et samlet antal: et tilbud med flere typer tæller under hver.",
    ),
    Sidesvar(
        "regler",
        "Regler",
        "Hvad hver regel finder, dens grundlag i loven, og hvor ofte den har ret, når stikprøver har målt det.",
        "Hvor mange fejl reglen overser; det siger evidenssiden, punkt for punkt.",
        ALLE,
    ),
    Sidesvar(
        "tilbud",
        "Tilbud",
        "Hvad portalen viser, hvad der er galt med det, og hvad der er sket.",
        "Hvad et tilbud har indsendt, men som ikke er godkendt: det kan ikke ses på portalen.",
        ALLE,
    ),
    Sidesvar(
        "stikproever",
        "Stikprøver",
        "Hvor stor en andel af registret der er forkert, med sin usikkerhed.",
        "Noget sikkert om små grupper: se intervallet, før to tal sammenlignes.",
    ),
    Sidesvar(
        "budgetkalender",
        "Budgetter",
        "Hvem der skylder et budget, og hvem der kom til tiden, så vidt det seneste dataudtræk ved.",
        "Hvad der er kommet efter dataudtrækkets dag.",
    ),
    Sidesvar(
        "koersler",
        "Kørsler",
        "Om hver hentning var hel nok til at blive brugt, og hvad den blev målt på.",
        "Hvad portalen viste mellem to hentninger.",
    ),
)
