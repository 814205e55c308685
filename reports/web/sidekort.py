"""Every page of the site, and every form; fixed addresses come before those with a part that varies."""

from reports.web.sider import (
    adgang,
    afvigelser,
    budgetkalender,
    koersler,
    kommuner,
    om_data,
    overblik,
    portefoelje,
    regelkatalog,
    regler,
    sag,
    sager,
    socialtilsyn,
    soeg,
    stikproeve_indsend,
    stikproeve_resultat,
    stikproever,
    tilbud,
    tilbud_liste,
    tilbudstyper,
)

RUTER = (
    *overblik.RUTER,
    *socialtilsyn.RUTER,
    *portefoelje.RUTER,
    *regelkatalog.RUTER,
    *regler.RUTER,
    *afvigelser.RUTER,
    *soeg.RUTER,
    *kommuner.RUTER,
    *tilbudstyper.RUTER,
    *tilbud_liste.RUTER,
    *tilbud.RUTER,
    *sager.RUTER,
    *sag.RUTER,
    *budgetkalender.RUTER,
    *koersler.RUTER,
    *stikproeve_resultat.RUTER,
    *stikproeve_indsend.RUTER,
    *stikproever.RUTER,
    *om_data.RUTER,
    *adgang.RUTER,
)

HANDLINGER = (*sag.HANDLINGER, *stikproeve_indsend.HANDLINGER)
