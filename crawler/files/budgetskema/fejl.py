"""Faults as people read them: one Danish sentence for each kind, which says which cell and what to do."""

from collections.abc import Mapping

from domain.skema import Fejlart, Skemafejl

TEKSTER: Mapping[Fejlart, str] = {
    Fejlart.PDF: "Filen er en PDF. Budgettet skal indberettes på det officielle budgetskema i Excel (.xlsx).",
    Fejlart.XLS: "Filen er i det gamle Excel-format (.xls). Åbn den i Excel, og gem den som .xlsx.",
    Fejlart.KODEORD: "Filen er låst med kodeord. Fjern kodeordet i Excel, og gem filen igen.",
    Fejlart.IKKE_REGNEARK: "Filen er ikke et Excel-regneark (.xlsx): {grund}. Brug det officielle budgetskema.",
    Fejlart.BESKADIGET: "Filen er beskadiget: {grund}. Åbn og gem den i Excel, eller hent den igen.",
    Fejlart.FOR_STOR: "Filen læses ikke: {grund}. Et budgetskema er langt mindre. Begynd på et nyt officielt skema.",
    Fejlart.OFFENTLIGT_SKEMA: (
        "Det er skemaet for offentlige tilbud. Programmet kender endnu kun skemaet for private. Intet er læst."
    ),
    Fejlart.UKENDT_SKEMA: (
        "Opstillingen er ikke det officielle budgetskemas: {antal} af {i_alt} faste linjer er der. "
        "Hent det officielle skema på Tilbudsportalen, og før tallene over."
    ),
    Fejlart.FORAELDET_SKEMA: (
        "Skemaet er lavet til {skema_aar}, men {celle} siger {aar}. Hent skemaet for {aar} på Tilbudsportalen."
    ),
    Fejlart.FLYTTET: "{grund}. Intet er læst af arket. Opstillingen må ikke ændres: før tallene over i et nyt skema.",
    Fejlart.ANDEN_TEKST: (
        "Linjen »{linje}« skal stå i {celle}, men der står noget andet. Tallene i rækken er ikke læst. "
        "Før tallene over i et nyt skema."
    ),
    Fejlart.OMDOEBT_ARK: "Arket »{ark}« har fået et andet navn. Giv det sit navn igen.",
    Fejlart.EKSTRA_ARK: (
        "{antal} egne ark står foran de officielle. De officielle er læst, men flyt de egne om bag dem."
    ),
    Fejlart.MANGLENDE_ARK: "Arket »{ark}« er fjernet. Brug det officielle skema med alle dets ark.",
    Fejlart.MAKROER: "Filen indeholder makroer. De er ikke kørt. Gem skemaet som .xlsx uden makroer.",
    Fejlart.EKSTERNE_HENVISNINGER: (
        "Filen henter tal fra andre filer. De er ikke fulgt. Skriv tallene selv i skemaet i stedet for henvisninger."
    ),
    Fejlart.FORMEL_UDEN_VAERDI: (
        "{celle} har en formel uden gemt resultat. Åbn skemaet i Excel, lad det regne, og gem det igen."
    ),
    Fejlart.TEKST_I_TALCELLE: "{celle} er skrevet som tekst. Skriv kun tallet, uden kr., punktum eller mellemrum.",
    Fejlart.FEJLVAERDI: "{celle} viser en fejl ({vaerdi}). Ret formlen, eller skriv tallet.",
    Fejlart.NEGATIVT_BELOEB: (
        "{celle} er negativ ({vaerdi}). Alle tal skal skrives uden minus; kun resultatet kan være negativt."
    ),
    Fejlart.AAR_MANGLER: "Budgetåret i {celle} mangler eller kan ikke læses. Skriv året med fire cifre.",
    Fejlart.FORKERT_AAR: (
        "{celle} siger {aar}, men skemaet er afleveret for {forventet}. Ret året, eller aflevér rette skema."
    ),
    Fejlart.BELAEGNING_SOM_PROCENT: (
        "{celle} er skrevet som {vaerdi} i en celle, der er i procent, og er altså {forstaaet} %. "
        "Den er læst som {vaerdi} %. Skriv {vaerdi} %."
    ),
    Fejlart.BELAEGNING_UDENFOR: "{celle} er {vaerdi} %. En belægning er mellem 0 og 100 %. Ret den.",
    Fejlart.EKSTRA_YDELSER_FOR_TIDLIGT: (
        "Arket er brugt, selv om de fem ydelser på »{budget}« er tomme. Udfyld dem først; her står den sjette og frem."
    ),
    Fejlart.ANTAL_GANGE_TAKST: (
        "{celle} er {vaerdi}, men antal gange takst er {udregnet} Ret antal eller takst, og sæt formlen ind igen."
    ),
    Fejlart.SUM: (
        "{celle} ({navn}) er {vaerdi}, men linjerne giver {udregnet} Sæt formlen ind igen, eller ret linjerne."
    ),
    Fejlart.RESULTAT: (
        "{celle} ({navn}) er {vaerdi}, men indtægter minus omkostninger er {udregnet} Sæt formlen ind igen."
    ),
    Fejlart.KONCERNNOTE_SUM: "{celle} (i alt) er {vaerdi}, men linjerne giver {udregnet} Ret summen eller linjerne.",
    Fejlart.NOEGLETAL: "{celle} (nøgletal {litra}) er {vaerdi}, men budgettet giver {udregnet} Sæt formlen ind igen.",
}
"""The sentence of each kind; what stands in braces is filled in (`udregnet` with its full stop).

No cell's text is ever quoted: it may be personal.
"""


class IngenLaesning(Exception):
    """Nothing of the file can be read; `fejl` is why."""

    def __init__(self, art: Fejlart, **felter: object) -> None:
        """Say it as a fault of the whole file."""
        self.fejl = Skemafejl(art=art, ark="", celle="", tekst=TEKSTER[art].format_map(felter))
        super().__init__(self.fejl.tekst)


def make_fejl(art: Fejlart, *, ark: str = "", celle: str = "", **felter: object) -> Skemafejl:
    """Give the fault with its sentence. Raises KeyError when the sentence needs a field that is not given."""
    tekst = TEKSTER[art].format_map({"ark": ark, "celle": celle, **felter})
    return Skemafejl(art=art, ark=ark, celle=celle, tekst=tekst)


def write_tal(tal: float) -> str:
    """Give a number as Danes write it: 1234567.5 is "1.234.567,50", 12.0 is "12"."""
    hel = abs(tal - round(tal)) < 0.005  # noqa: PLR2004 - what two decimals cannot show
    tekst = f"{tal:,.0f}" if hel else f"{tal:,.2f}"
    return tekst.translate(str.maketrans(",.", ".,"))
