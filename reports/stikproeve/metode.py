"""How a control is made and what its figures cannot tell, in plain Danish: in the report and in the audit package."""

from datetime import date

from domain.reference.evidens import Evidensregel
from domain.stikproeve import Population
from reports.stikproeve.dokument import Afsnit, Liste, write_pct
from reports.visning import dato
from warehouse.stikproever.kontrol import Kontrol

_TRAEK = (
    "Rammen er alle enheder i det sidst godkendte udtræk på en fast dag. Den blev frosset, og dens fingeraftryk "
    "(SHA-256) blev skrevet ned, før det offentlige tal fandtes. Kilden til tallet var annonceret forinden.",
    "Derefter blev enhederne i hvert stratum ordnet efter SHA-256 af kontrollens nummer, rammens fingeraftryk, det "
    "offentlige tal og enhedens id, og de første blev taget. Ingen kunne vælge eller forudse, hvem der blev trukket, "
    "og enhver kan gøre trækket efter.",
)
_VURDERING = (
    "Sagsbehandlere har holdt hver oplysning op mod tilbuddets dokumentation. En oplysning er en fejl, når den er "
    "forkert, mangler eller ikke følger portalens systematik (serviceloven § 14, stk. 4). Sagsbehandlerne kunne ikke "
    "se, hvad de automatiske regler havde fundet, før de havde givet deres udfald."
)
_FAMILIER = (
    "Socialtilsynet er spurgt; familierne er ikke. Antal under 5 vises ikke, og heller ikke andre antal, som de kunne "
    "regnes ud af. Derfor er der heller ingen tal for de enkelte strata."
)
_REGNING = (
    "Fejlandelen er vægtet: hvert stratum tæller med sin størrelse i registeret og ikke med sit antal sager.",
    "Usikkerheden er et 95 %-interval for en lagdelt stikprøve af et endeligt register: blev kontrollen gentaget mange "
    "gange, ville omkring 95 af 100 intervaller indeholde den sande andel. Variansen regnes af biblioteket samplics, "
    "og intervallet er Wilsons på det effektive antal sager.",
    "Sager, der ikke kunne afgøres, er regnet, som om de lignede de andre i deres stratum. Ved siden af står andelen, "
    "som den ville være, hvis de alle var rigtige, og hvis de alle var fejl.",
    "Grupper (socialtilsyn, tilbudstype, ejerform) er regnet hver for sig. Intervallerne for små grupper er brede.",
)
_GRAENSER = (
    "Resultatet gælder registeret på rammens dag. Noget kan være rettet siden.",
    "Et tilbud, der slet ikke er registreret, kan ikke trækkes.",
    "Om de enheder, der er udelukket, siger resultatet intet.",
    "Mennesker tager også fejl. En fejl er her det, en sagsbehandler har bekræftet.",
    "Ser man på tyve tal, vil et af dem i gennemsnit ligge uden for sit 95 %-interval.",
    "En forskel mellem to grupper eller to runder er kun sikker, når forskellens eget interval ikke indeholder nul.",
    "Runder er sammenlignet, som de var. Er strata eller udelukkelser ændret imellem dem, kan det også flytte andelen.",
)
_EVIDENS = (
    "Genfinding: af alle de fejl, mennesker ville bekræfte i hele registeret, hvor stor en del havde reglerne fundet?",
    "Præcision: af alt det, reglerne har fundet, hvor stor en del ville mennesker bekræfte?",
    "Reglerne ser hele registeret, så vi ved præcist, hvor mange enheder der har fund, og hvor mange der ikke har. "
    "Stikprøven siger, hvor stor en del der er fejl i hver af de to. Begge dele er vægtet, og begge har et interval.",
    "Flere runder lægges sammen, ved at hver runde har sine egne strata. En runde tæller kun med, når den er opgjort, "
    "og når den blev annonceret, mens den regel, der dømmes efter, gjaldt.",
    "Mest viden for færrest sager giver en regelkontrol: en stikprøve af ét punkt, hvor der er trukket for sig blandt "
    "dem, reglerne har fund på, og blandt dem, de ikke har.",
)
_EVIDENSGRAENSER = (
    "Alt måles mod det, mennesker svarer. Fejl, som både mennesker og regler overser, ses ikke.",
    "Tallene gælder reglerne, som de var, da rammerne blev frosset. Ændres en regel, skal den prøves igen.",
    "Udfald, der er ændret, efter at reglernes fund kunne ses, kan være farvet af dem. Her tæller det udfald, der blev "
    "givet, før fundet kunne ses; i kontrollens resultat tæller det nyeste.",
    "Et fund, en sagsbehandler har godtaget på forhånd, tæller ikke som fund.",
    "Er der kun en håndfuld fejl i registeret, og under nogle hundrede sager, rammer genfindingens interval lidt "
    "sjældnere, end det lover (målt på et opdigtet register: 88-94 % i stedet for 95 % ved 50 sager).",
    "»Aldrig« betyder, at reglerne, som de er, ikke kan erstatte kontrollen af punktet. Nye regler kan ændre det.",
)


def describe_metode(kontrol: Kontrol) -> tuple[Afsnit, ...]:
    """Give the method and the limits of a control's result."""
    familier = (_FAMILIER,) if kontrol.population is Population.PLEJEFAMILIER else ()
    return (
        Afsnit(
            "Metode",
            (*_TRAEK, _VURDERING, *familier, Liste(_REGNING)),
        ),
        Afsnit("Hvad tallene ikke kan", (Liste(_GRAENSER),)),
    )


def describe_evidensmetode(regel: Evidensregel | None, dag: date | None) -> tuple[Afsnit, ...]:
    """Give how the evidence is weighed, the rule written beforehand, and the limits."""
    return (
        Afsnit("Reglen, skrevet ned på forhånd", describe_regel(regel, dag)),
        Afsnit("Metode", (Liste(_EVIDENS),)),
        Afsnit("Hvad tallene ikke kan", (Liste(_EVIDENSGRAENSER),)),
    )


def describe_regel(regel: Evidensregel | None, dag: date | None) -> tuple[str | Liste, ...]:
    """Give the decision rule in words."""
    if regel is None:
        return ("Ingen regel gjaldt, da kontrollerne blev annonceret. Derfor afgøres intet.",)
    runde = f" Den seneste runde blev annonceret {dato(dag)}." if dag else ""
    return (
        f"Reglen er fra {dato(regel.gyldig.fra)} og blev skrevet ned, før kontrollerne blev annonceret.{runde}",
        Liste(
            (
                f"Kan overlades: med {write_pct(regel.konfidens)} sikkerhed er genfindingen mindst "
                f"{write_pct(regel.genfinding_mindst)} og præcisionen mindst {write_pct(regel.praecision_mindst)} "
                "(de nedre grænser af intervallerne).",
                f"Aldrig: genfindingens øvre grænse er under {write_pct(regel.genfinding_aldrig)}, og "
                f"mindst {regel.mindst_oversete} bekræftede fejl havde reglerne ikke fundet; eller ingen regel ser på "
                "punktet.",
                f"Ikke endnu: alt andet, og altid, når der er bekræftet under {regel.mindst_fejl} fejl.",
            )
        ),
        f"Grundlag for reglen: {regel.kilde}.",
    )
