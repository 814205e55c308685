"""Every page of the site; fixed addresses come before those with a part that varies."""

from reports.web.sider import (
    budgetkalender,
    koersler,
    om_data,
    overblik,
    regler,
    socialtilsyn,
    stikproeve_resultat,
    stikproever,
    tilbud,
    tilbud_liste,
)

RUTER = (
    *overblik.RUTER,
    *socialtilsyn.RUTER,
    *regler.RUTER,
    *tilbud_liste.RUTER,
    *tilbud.RUTER,
    *budgetkalender.RUTER,
    *koersler.RUTER,
    *stikproeve_resultat.RUTER,
    *stikproever.RUTER,
    *om_data.RUTER,
)
