"""Prices, places, occupancy, budgets and nøgletal."""

from domain.entiteter.model import Art, Entitetstype, Kolonne, key

_TILBUDSID = key("tilbudsid", "Tilbuddets nummer på Tilbudsportalen")
_AFDELINGSID = key("afdelingsid", "Afdelingens nummer på Tilbudsportalen")

TAKST = Entitetstype(
    "takst",
    "Ydelser med takster, én række pr. ydelse og år",
    (
        _TILBUDSID,
        _AFDELINGSID,
        key("ydelsesid", "Ydelsens nummer på Tilbudsportalen"),
        key("takst_aar", "Det år, taksten gælder", Art.HELTAL),
        Kolonne("ydelse", Art.TEKST, "Ydelsens navn"),
        Kolonne("paragraf", Art.TEKST, "Ydelsens paragraf, skrevet § 107"),
        Kolonne("maalgruppe", Art.TEKST, "Ydelsens målgruppe", foldes=True),
        Kolonne("takst_kr", Art.TAL, "Taksten i kroner pr. enhed; tom, når den ikke kan læses"),
        Kolonne("takst_tekst", Art.TEKST, "Taksten, som den er skrevet"),
        Kolonne("takst_enhed", Art.TEKST, "Taksten er pr. døgn, dag, måned, time eller forløb", foldes=True),
        Kolonne("takst_liste_kr", Art.TAL, "Taksten i kroner, som portalens liste viser den"),
        Kolonne("aendret_dato", Art.DATO, "Seneste ændring af taksten"),
    ),
)

PLADS = Entitetstype(
    "plads",
    "Pladser og ledige pladser, én række pr. afdeling og paragraf",
    (
        _TILBUDSID,
        _AFDELINGSID,
        key("paragraf", "Pladsernes paragraf, skrevet § 107"),
        Kolonne("godkendte_antal", Art.HELTAL, "Godkendte pladser"),
        Kolonne("ledige_antal", Art.HELTAL, "Ledige pladser"),
        Kolonne("opdateret_dato", Art.DATO, "Seneste ændring af antal ledige pladser"),
    ),
)

BELAEGNING = Entitetstype(
    "belaegning",
    "Forudsat belægningsprocent, én række pr. tilbud og år",
    (
        _TILBUDSID,
        key("aar", "Det år, procenten gælder", Art.HELTAL),
        Kolonne("belaegning_pct", Art.TAL, "Forudsat belægning i procent (97,5 for 97,5 %)"),
        Kolonne("belaegning_tekst", Art.TEKST, "Procenten, som den er skrevet"),
    ),
)

BUDGET = Entitetstype(
    "budget",
    "Årsbudgetter: modtagelse, godkendelse, skema og hovedtal, én række pr. tilbud og budgetår",
    (
        _TILBUDSID,
        key("budgetaar", "Det år, budgettet gælder", Art.HELTAL),
        Kolonne("modtaget_dato", Art.DATO, "Dagen budgettet blev indberettet"),
        Kolonne("godkendt_dato", Art.DATO, "Dagen socialtilsynet godkendte det"),
        Kolonne("filtype", Art.TEKST, "Den indsendte fils type: xlsx, xls, pdf …"),
        Kolonne("skema_aar", Art.HELTAL, "Det år, det anvendte budgetskema er lavet til"),
        Kolonne("har_koncernnote", Art.JANEJ, "Om koncernnoten er vedlagt"),
        Kolonne("takstindtaegt_kr", Art.TAL, "Omsætning fra takster og abonnement i alt"),
        Kolonne("indtaegter_kr", Art.TAL, "Akkumuleret omsætning i alt"),
        Kolonne("omkostninger_kr", Art.TAL, "Direkte og indirekte driftsomkostninger i alt"),
        Kolonne("resultat_kr", Art.TAL, "Overskud (plus) eller underskud (minus)"),
        Kolonne("ledelse_kr", Art.TAL, "Løn til samlet ledelse"),
        Kolonne("ejendom_kr", Art.TAL, "Ejendomsomkostninger i alt"),
        Kolonne("belaegning_pct", Art.TAL, "Forventet belægning i procent, vægtet over ydelserne"),
    ),
)

NOEGLETAL = Entitetstype(
    "noegletal",
    "Årsrapportens nøgletal, én række pr. tilbud og regnskabsår (BEK ST § 14 stk. 1 nr. 1)",
    (
        _TILBUDSID,
        key("aar", "Regnskabsåret", Art.HELTAL),
        Kolonne("indberettet_dato", Art.DATO, "Dagen årsrapporten blev indberettet"),
        Kolonne("a_omsaetning_kr", Art.TAL, "a: omsætning"),
        Kolonne("b_resultat_kr", Art.TAL, "b: overskud (plus) eller underskud (minus)"),
        Kolonne("c_resultat_pct", Art.TAL, "c: b i procent af a"),
        Kolonne("soliditetsgrad_pct", Art.TAL, "Soliditetsgrad (private)"),
        Kolonne("h_leder_kr", Art.TAL, "h: samlet løn mv. til øverste leder"),
        Kolonne("i_ledelse_kr", Art.TAL, "i: løn til samlet ledelse"),
        Kolonne("j_bestyrelse_kr", Art.TAL, "j: bestyrelseshonorarer"),
        Kolonne("k_borgerrelateret_kr", Art.TAL, "k: løn til borgerrelateret personale"),
        Kolonne("l_administrativ_kr", Art.TAL, "l: løn til administrativt og teknisk personale"),
        Kolonne("m_ikke_fastansat_kr", Art.TAL, "m: ikke-fastansat borgerrelateret personale"),
        Kolonne("n_kompetence_kr", Art.TAL, "n: kompetenceudvikling i alt"),
        Kolonne("o_loen_pct", Art.TAL, "o: løn i procent af omsætningen"),
        Kolonne("p_kompetence_pct", Art.TAL, "p: kompetenceudvikling i procent af omsætningen"),
        Kolonne("q_administration_pct", Art.TAL, "q: administration i procent af omsætningen"),
        Kolonne("r_borgerrelateret_pct", Art.TAL, "r: borgerrelaterede omkostninger i procent af omsætningen"),
        Kolonne("s_ejendom_pct", Art.TAL, "s: ejendomsomkostninger i procent af omsætningen"),
        Kolonne("sygefravaer_pct", Art.TAL, "Sygefravær i procent"),
        Kolonne("personalegennemstroemning_pct", Art.TAL, "Personalegennemstrømning i procent"),
        Kolonne("har_tekst", Art.JANEJ, "Om den korte tekst om året er udfyldt"),
    ),
)
