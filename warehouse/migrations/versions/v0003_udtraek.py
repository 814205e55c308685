"""Dataudtræk and budgetskemaer: deliveries, a table for each entity, what is derived of them, and the rules' views.

Revision: 0003.
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

from warehouse.migrations.versions import v0001_foerste, v0002_adressevask

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KONTROLDAG = """
CREATE VIEW kontroldag AS
SELECT id AS snapshot_id, dag, dag_nr, aar FROM snapshot WHERE id = (SELECT MAX(id) FROM snapshot)
"""

GAMLE_VIEWS = {
    **v0001_foerste.VIEWS,
    "nu_adressevask": v0002_adressevask.NU_ADRESSEVASK,
}

NU_UDTRAEK = """
CREATE VIEW nu_udtraek AS
SELECT u.entitet, u.id AS udtraek_id, u.dag, u.dag_nr, u.antal
FROM udtraek u
WHERE u.id IN (SELECT MAX(id) FROM udtraek GROUP BY entitet)
"""

NU_TILBUDSOPLYSNING = """
CREATE VIEW nu_tilbudsoplysning AS
SELECT
    e.id, e.tilbudsid, e.navn, e.godkendelsesstatus, e.godkendt_dato, e.er_koncern,
    e.driftsaftale_bestemmende, e.har_revisionspaategning, e.revisionspaategning_aar, e.husleje_kr,
    e.beboerindskud_kr, e.stamdata_aendret_dato, e.pladser_aendret_dato, e.oekonomi_aendret_dato,
    e.faglig_aendret_dato, e.godkendt_dato_nr, e.stamdata_aendret_dato_nr,
    e.pladser_aendret_dato_nr, e.oekonomi_aendret_dato_nr, e.faglig_aendret_dato_nr,
    e.godkendelsesstatus_foldet, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM tilbud e
JOIN nu_udtraek u ON u.entitet = 'tilbud'
WHERE e.gyldig_til IS NULL
"""

NU_TAKST = """
CREATE VIEW nu_takst AS
SELECT
    e.id, e.tilbudsid, e.afdelingsid, e.ydelsesid, e.takst_aar, e.ydelse, e.paragraf, e.maalgruppe,
    e.takst_kr, e.takst_tekst, e.takst_enhed, e.takst_liste_kr, e.aendret_dato, e.aendret_dato_nr,
    e.maalgruppe_foldet, e.takst_enhed_foldet, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM takst e
JOIN nu_udtraek u ON u.entitet = 'takst'
WHERE e.gyldig_til IS NULL
"""

NU_PLADS = """
CREATE VIEW nu_plads AS
SELECT
    e.id, e.tilbudsid, e.afdelingsid, e.paragraf, e.godkendte_antal, e.ledige_antal,
    e.opdateret_dato, e.opdateret_dato_nr, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM plads e
JOIN nu_udtraek u ON u.entitet = 'plads'
WHERE e.gyldig_til IS NULL
"""

NU_BELAEGNING = """
CREATE VIEW nu_belaegning AS
SELECT
    e.id, e.tilbudsid, e.aar, e.belaegning_pct, e.belaegning_tekst, e.gyldig_fra, e.gyldig_til,
    e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM belaegning e
JOIN nu_udtraek u ON u.entitet = 'belaegning'
WHERE e.gyldig_til IS NULL
"""

NU_BUDGET = """
CREATE VIEW nu_budget AS
SELECT
    e.id, e.tilbudsid, e.budgetaar, e.modtaget_dato, e.godkendt_dato, e.filtype, e.skema_aar,
    e.har_koncernnote, e.takstindtaegt_kr, e.indtaegter_kr, e.omkostninger_kr, e.resultat_kr,
    e.ledelse_kr, e.ejendom_kr, e.belaegning_pct, e.modtaget_dato_nr, e.godkendt_dato_nr,
    e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM budget e
JOIN nu_udtraek u ON u.entitet = 'budget'
WHERE e.gyldig_til IS NULL
"""

NU_NOEGLETAL = """
CREATE VIEW nu_noegletal AS
SELECT
    e.id, e.tilbudsid, e.aar, e.indberettet_dato, e.a_omsaetning_kr, e.b_resultat_kr,
    e.c_resultat_pct, e.soliditetsgrad_pct, e.h_leder_kr, e.i_ledelse_kr, e.j_bestyrelse_kr,
    e.k_borgerrelateret_kr, e.l_administrativ_kr, e.m_ikke_fastansat_kr, e.n_kompetence_kr,
    e.o_loen_pct, e.p_kompetence_pct, e.q_administration_pct, e.r_borgerrelateret_pct,
    e.s_ejendom_pct, e.sygefravaer_pct, e.personalegennemstroemning_pct, e.har_tekst,
    e.indberettet_dato_nr, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM noegletal e
JOIN nu_udtraek u ON u.entitet = 'noegletal'
WHERE e.gyldig_til IS NULL
"""

NU_TILSYNSBESOEG = """
CREATE VIEW nu_tilsynsbesoeg AS
SELECT
    e.id, e.tilbudsid, e.besoegsid, e.afdelingsid, e.afdeling_navn, e.besoeg_dato, e.er_anmeldt,
    e.besoeg_dato_nr, e.afdeling_navn_foldet, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM tilsynsbesoeg e
JOIN nu_udtraek u ON u.entitet = 'tilsynsbesoeg'
WHERE e.gyldig_til IS NULL
"""

NU_KVALITETSSCORE = """
CREATE VIEW nu_kvalitetsscore AS
SELECT
    e.id, e.tilbudsid, e.vurderet_dato, e.tema, e.score, e.myndighed, e.vurderet_dato_nr,
    e.tema_foldet, e.myndighed_foldet, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM kvalitetsscore e
JOIN nu_udtraek u ON u.entitet = 'kvalitetsscore'
WHERE e.gyldig_til IS NULL
"""

NU_SANKTION = """
CREATE VIEW nu_sanktion AS
SELECT
    e.id, e.tilbudsid, e.sanktionsid, e.sanktionsart, e.afgjort_dato, e.ophoert_dato,
    e.afgjort_dato_nr, e.ophoert_dato_nr, e.sanktionsart_foldet, e.gyldig_fra, e.gyldig_til,
    e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM sanktion e
JOIN nu_udtraek u ON u.entitet = 'sanktion'
WHERE e.gyldig_til IS NULL
"""

NU_PLEJEFAMILIE = """
CREATE VIEW nu_plejefamilie AS
SELECT
    e.id, e.plejefamilieid, e.socialtilsyn, e.familietype, e.godkendte_antal, e.anbragte_antal,
    e.ledige_antal, e.ledige_opdateret_dato, e.godkendt_dato, e.ledige_opdateret_dato_nr,
    e.godkendt_dato_nr, e.socialtilsyn_foldet, e.familietype_foldet, e.gyldig_fra, e.gyldig_til,
    e.sidst_set, e.sha256,
    (e.sidst_set = u.udtraek_id) AS er_set
FROM plejefamilie e
JOIN nu_udtraek u ON u.entitet = 'plejefamilie'
WHERE e.gyldig_til IS NULL
"""

KENDT_TAKST = """
CREATE VIEW kendt_takst AS
SELECT
    e.id, e.tilbudsid, e.afdelingsid, e.ydelsesid, e.takst_aar, e.ydelse, e.paragraf, e.maalgruppe,
    e.takst_kr, e.takst_tekst, e.takst_enhed, e.takst_liste_kr, e.aendret_dato, e.aendret_dato_nr,
    e.maalgruppe_foldet, e.takst_enhed_foldet, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256
FROM takst e
WHERE e.id IN (SELECT MAX(id) FROM takst GROUP BY tilbudsid, afdelingsid, ydelsesid, takst_aar)
"""

KENDT_BELAEGNING = """
CREATE VIEW kendt_belaegning AS
SELECT
    e.id, e.tilbudsid, e.aar, e.belaegning_pct, e.belaegning_tekst, e.gyldig_fra, e.gyldig_til,
    e.sidst_set, e.sha256
FROM belaegning e
WHERE e.id IN (SELECT MAX(id) FROM belaegning GROUP BY tilbudsid, aar)
"""

KENDT_BUDGET = """
CREATE VIEW kendt_budget AS
SELECT
    e.id, e.tilbudsid, e.budgetaar, e.modtaget_dato, e.godkendt_dato, e.filtype, e.skema_aar,
    e.har_koncernnote, e.takstindtaegt_kr, e.indtaegter_kr, e.omkostninger_kr, e.resultat_kr,
    e.ledelse_kr, e.ejendom_kr, e.belaegning_pct, e.modtaget_dato_nr, e.godkendt_dato_nr,
    e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256
FROM budget e
WHERE e.id IN (SELECT MAX(id) FROM budget GROUP BY tilbudsid, budgetaar)
"""

KENDT_NOEGLETAL = """
CREATE VIEW kendt_noegletal AS
SELECT
    e.id, e.tilbudsid, e.aar, e.indberettet_dato, e.a_omsaetning_kr, e.b_resultat_kr,
    e.c_resultat_pct, e.soliditetsgrad_pct, e.h_leder_kr, e.i_ledelse_kr, e.j_bestyrelse_kr,
    e.k_borgerrelateret_kr, e.l_administrativ_kr, e.m_ikke_fastansat_kr, e.n_kompetence_kr,
    e.o_loen_pct, e.p_kompetence_pct, e.q_administration_pct, e.r_borgerrelateret_pct,
    e.s_ejendom_pct, e.sygefravaer_pct, e.personalegennemstroemning_pct, e.har_tekst,
    e.indberettet_dato_nr, e.gyldig_fra, e.gyldig_til, e.sidst_set, e.sha256
FROM noegletal e
WHERE e.id IN (SELECT MAX(id) FROM noegletal GROUP BY tilbudsid, aar)
"""

NU_TAKSTGRUPPE = """
CREATE VIEW nu_takstgruppe AS
SELECT takst_id, gruppe, gruppe_antal, median_kr, afvigelse FROM afledt_takst
"""

NU_BUDGETGRUPPE = """
CREATE VIEW nu_budgetgruppe AS
SELECT budget_id, post, gruppe, gruppe_antal, pr_plads_kr, median_kr, afvigelse FROM afledt_budget
"""

# Who owns a tilbud, as far as its afdelinger agree; `budgetgruppe` says which of the budget's time limits is its own.
NU_TILBUDSPROFIL = """
CREATE VIEW nu_tilbudsprofil AS
SELECT
    r.tilbudsid, r.ejerform, r.tilsyn_art, r.tilsyn_kode, r.alle_set, r.er_beskyttet, s.dag AS foerst_set_dag,
    s.dag_nr AS foerst_set_dag_nr, o.er_koncern, o.driftsaftale_bestemmende,
    CASE
        WHEN r.ejerform IN ('kommunal', 'regional', 'statslig') THEN 'offentlig'
        WHEN r.ejerform = 'privat' AND o.driftsaftale_bestemmende THEN 'offentlig'
        WHEN r.ejerform = 'privat' THEN 'privat'
    END AS budgetgruppe
FROM (
    SELECT
        a.tilbudsid,
        CASE WHEN COUNT(*) = COUNT(f.ejerform) AND MIN(f.ejerform) = MAX(f.ejerform) THEN MIN(f.ejerform) END AS ejerform,
        CASE WHEN MIN(a.tilsyn_art) = MAX(a.tilsyn_art) THEN MIN(a.tilsyn_art) END AS tilsyn_art,
        CASE WHEN MIN(a.tilsyn_kode) = MAX(a.tilsyn_kode) THEN MIN(a.tilsyn_kode) END AS tilsyn_kode,
        MIN(CASE WHEN a.er_set THEN 1 ELSE 0 END) = 1 AS alle_set,
        MAX(CASE WHEN a.er_beskyttet THEN 1 ELSE 0 END) = 1 AS er_beskyttet,
        MIN(l.foerst_set) AS foerst_set
    FROM nu_afdeling a
    JOIN afdeling_liv l ON l.tilbudsid = a.tilbudsid AND l.afdelingsid = a.afdelingsid
    LEFT JOIN (
        SELECT foldet, MIN(ejerform) AS ejerform FROM reference_virksomhedsform GROUP BY foldet
    ) f ON f.foldet = a.virksomhedsform_foldet
    GROUP BY a.tilbudsid
) r
JOIN snapshot s ON s.id = r.foerst_set
LEFT JOIN nu_tilbudsoplysning o ON o.tilbudsid = r.tilbudsid
"""

# Since when an afdeling has been in the register, and since when its page has read as it does now.
NU_AFDELINGSPROFIL = """
CREATE VIEW nu_afdelingsprofil AS
SELECT
    a.tilbudsid, a.afdelingsid, f.dag_nr AS foerst_set_dag_nr, v.dag_nr AS uaendret_siden_dag_nr
FROM afdeling a
JOIN afdeling_liv l ON l.tilbudsid = a.tilbudsid AND l.afdelingsid = a.afdelingsid
JOIN snapshot f ON f.id = l.foerst_set
JOIN snapshot v ON v.id = a.gyldig_fra
WHERE a.gyldig_til IS NULL AND l.ophoert IS NULL
"""

# The limits and the units in force on the day the register is judged by.
NU_GRAENSE = """
CREATE VIEW nu_graense AS
SELECT g.noegle, g.vaerdi
FROM reference_graense g
JOIN kontroldag k ON g.gyldig_fra <= k.dag AND (g.gyldig_til IS NULL OR g.gyldig_til >= k.dag)
"""

NU_TAKSTENHED = """
CREATE VIEW nu_takstenhed AS
SELECT e.foldet, e.enhed, e.dage
FROM reference_takstenhed e
JOIN kontroldag k ON e.gyldig_fra <= k.dag AND (e.gyldig_til IS NULL OR e.gyldig_til >= k.dag)
"""

# What the takster of the year bring in when every place is taken every day, for tilbud where that can be said: each
# takst is by the day, each paragraph has both takster and places, and a place is a bed under the socialtilsyn. Several
# takster of one paragraph give a lowest and a highest income. The leap years are right from 1901 to 2099.
NU_TAKSTINDTAEGT = """
CREATE VIEW nu_takstindtaegt AS
WITH pris AS (
    SELECT
        t.tilbudsid, t.afdelingsid, t.paragraf, t.takst_aar, MIN(t.takst_kr / e.dage) AS lavest_kr,
        MAX(t.takst_kr / e.dage) AS hoejest_kr, COUNT(*) - COUNT(t.takst_kr / e.dage) AS uden_dagspris
    FROM nu_takst t
    JOIN kontroldag k ON k.aar = t.takst_aar
    LEFT JOIN nu_takstenhed e ON e.foldet = t.takst_enhed_foldet
    WHERE t.er_set
    GROUP BY t.tilbudsid, t.afdelingsid, t.paragraf, t.takst_aar
),
senge AS (
    SELECT DISTINCT paragraf FROM reference_paragraf WHERE plads_er_seng AND tilsyn = 'socialtilsyn'
),
pladser AS (
    SELECT tilbudsid, COUNT(*) AS antal FROM nu_plads WHERE er_set GROUP BY tilbudsid
),
beregnet AS (
    SELECT
        d.tilbudsid, d.takst_aar, COUNT(*) AS takstgrupper, COUNT(DISTINCT d.afdelingsid) AS afdelinger,
        SUM(p.godkendte_antal) AS pladser, SUM(p.godkendte_antal * d.lavest_kr) AS lavest_kr,
        SUM(p.godkendte_antal * d.hoejest_kr) AS hoejest_kr
    FROM pris d
    LEFT JOIN nu_plads p
        ON p.tilbudsid = d.tilbudsid AND p.afdelingsid = d.afdelingsid AND p.paragraf = d.paragraf
    LEFT JOIN senge s ON s.paragraf = d.paragraf
    GROUP BY d.tilbudsid, d.takst_aar
    HAVING COUNT(*) = COUNT(p.godkendte_antal) AND COUNT(*) = COUNT(s.paragraf)
        AND SUM(d.uden_dagspris) = 0 AND MIN(d.lavest_kr) > 0
)
SELECT
    m.tilbudsid, m.takst_aar AS aar, n.antal_afdelinger, m.pladser,
    CASE WHEN m.takst_aar % 4 = 0 THEN 366 ELSE 365 END AS dage,
    m.lavest_kr * CASE WHEN m.takst_aar % 4 = 0 THEN 366 ELSE 365 END AS lavest_kr,
    m.hoejest_kr * CASE WHEN m.takst_aar % 4 = 0 THEN 366 ELSE 365 END AS hoejest_kr
FROM beregnet m
JOIN pladser q ON q.tilbudsid = m.tilbudsid AND q.antal = m.takstgrupper
JOIN nu_tilbud n ON n.tilbudsid = m.tilbudsid AND n.antal_afdelinger = m.afdelinger
"""

NU_BUDGETSKEMA = """
CREATE VIEW nu_budgetskema AS
SELECT id, tilbudsid, budgetaar, skema_version, indtaegter_kr, omkostninger_kr, resultat_kr
FROM budgetskema
WHERE er_gaeldende
"""

NU_BUDGETSKEMA_POST = """
CREATE VIEW nu_budgetskema_post AS
SELECT s.tilbudsid, s.budgetaar, p.budgetskema_id, p.post, p.ark, p.linje, p.antal, p.takst_kr, p.beloeb_kr, p.belaegning_pct
FROM budgetskema_post p
JOIN budgetskema s ON s.id = p.budgetskema_id
WHERE s.er_gaeldende
"""

NU_BUDGETSKEMA_FEJL = """
CREATE VIEW nu_budgetskema_fejl AS
SELECT s.tilbudsid, s.budgetaar, f.budgetskema_id, f.art, f.ark, f.celle
FROM budgetskema_fejl f
JOIN budgetskema s ON s.id = f.budgetskema_id
WHERE s.er_gaeldende
"""

NYE_VIEWS = {
    "nu_udtraek": NU_UDTRAEK,
    "nu_tilbudsoplysning": NU_TILBUDSOPLYSNING,
    "nu_takst": NU_TAKST,
    "nu_plads": NU_PLADS,
    "nu_belaegning": NU_BELAEGNING,
    "nu_budget": NU_BUDGET,
    "nu_noegletal": NU_NOEGLETAL,
    "nu_tilsynsbesoeg": NU_TILSYNSBESOEG,
    "nu_kvalitetsscore": NU_KVALITETSSCORE,
    "nu_sanktion": NU_SANKTION,
    "nu_plejefamilie": NU_PLEJEFAMILIE,
    "kendt_takst": KENDT_TAKST,
    "kendt_belaegning": KENDT_BELAEGNING,
    "kendt_budget": KENDT_BUDGET,
    "kendt_noegletal": KENDT_NOEGLETAL,
    "nu_takstgruppe": NU_TAKSTGRUPPE,
    "nu_budgetgruppe": NU_BUDGETGRUPPE,
    "nu_tilbudsprofil": NU_TILBUDSPROFIL,
    "nu_afdelingsprofil": NU_AFDELINGSPROFIL,
    "nu_graense": NU_GRAENSE,
    "nu_takstenhed": NU_TAKSTENHED,
    "nu_takstindtaegt": NU_TAKSTINDTAEGT,
    "nu_budgetskema": NU_BUDGETSKEMA,
    "nu_budgetskema_post": NU_BUDGETSKEMA_POST,
    "nu_budgetskema_fejl": NU_BUDGETSKEMA_FEJL,
}

# In the order they were made: each may point only to those before it.
TABELLER = (
    "udtraek",
    "raw_udtraek",
    "tilbud",
    "takst",
    "plads",
    "belaegning",
    "budget",
    "noegletal",
    "tilsynsbesoeg",
    "kvalitetsscore",
    "sanktion",
    "plejefamilie",
    "afledt_takst",
    "afledt_budget",
    "budgetskema",
    "budgetskema_post",
    "budgetskema_fejl",
    "reference_frist",
    "reference_graense",
    "reference_takstenhed",
    "reference_regulering",
    "reference_tema",
    "reference_plejefamilietype",
    "reference_pligt",
    "reference_budgetfiltype",
    "reference_skemaaargang",
    "reference_godkendelsesstatus",
    "reference_socialtilsynsnavn",
)


def upgrade() -> None:
    _drop_views(GAMLE_VIEWS)
    op.add_column("afvigelse", sa.Column("raekke", sa.String(), nullable=True))
    op.add_column("snapshot", sa.Column("dag_nr", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("snapshot", sa.Column("aar", sa.Integer(), nullable=False, server_default="0"))
    _fill_days()
    op.create_table(
        "udtraek",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koersel_id", sa.String(), nullable=False),
        sa.Column("entitet", sa.String(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("dag_nr", sa.Integer(), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["koersel_id"], ["koersel.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_udtraek_entitet", "udtraek", ["entitet"])
    op.create_index("ix_udtraek_koersel_id", "udtraek", ["koersel_id"])
    op.create_table(
        "raw_udtraek",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entitet", sa.String(), nullable=False),
        sa.Column("noegle", sa.Text(), nullable=False),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("indhold", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_raw_udtraek_noegle", "raw_udtraek", ["entitet", "noegle", "gyldig_til"])
    op.create_table(
        "tilbud",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=True),
        sa.Column("godkendelsesstatus", sa.String(), nullable=True),
        sa.Column("godkendt_dato", sa.Date(), nullable=True),
        sa.Column("er_koncern", sa.Boolean(), nullable=True),
        sa.Column("driftsaftale_bestemmende", sa.Boolean(), nullable=True),
        sa.Column("har_revisionspaategning", sa.Boolean(), nullable=True),
        sa.Column("revisionspaategning_aar", sa.Integer(), nullable=True),
        sa.Column("husleje_kr", sa.Float(), nullable=True),
        sa.Column("beboerindskud_kr", sa.Float(), nullable=True),
        sa.Column("stamdata_aendret_dato", sa.Date(), nullable=True),
        sa.Column("pladser_aendret_dato", sa.Date(), nullable=True),
        sa.Column("oekonomi_aendret_dato", sa.Date(), nullable=True),
        sa.Column("faglig_aendret_dato", sa.Date(), nullable=True),
        sa.Column("godkendt_dato_nr", sa.Integer(), nullable=True),
        sa.Column("stamdata_aendret_dato_nr", sa.Integer(), nullable=True),
        sa.Column("pladser_aendret_dato_nr", sa.Integer(), nullable=True),
        sa.Column("oekonomi_aendret_dato_nr", sa.Integer(), nullable=True),
        sa.Column("faglig_aendret_dato_nr", sa.Integer(), nullable=True),
        sa.Column("godkendelsesstatus_foldet", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_tilbud_gyldig_til", "tilbud", ["gyldig_til"])
    op.create_index("ix_tilbud_noegle", "tilbud", ["tilbudsid", "gyldig_til"])
    op.create_table(
        "takst",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("afdelingsid", sa.String(), nullable=False),
        sa.Column("ydelsesid", sa.String(), nullable=False),
        sa.Column("takst_aar", sa.Integer(), nullable=False),
        sa.Column("ydelse", sa.String(), nullable=True),
        sa.Column("paragraf", sa.String(), nullable=True),
        sa.Column("maalgruppe", sa.String(), nullable=True),
        sa.Column("takst_kr", sa.Float(), nullable=True),
        sa.Column("takst_tekst", sa.String(), nullable=True),
        sa.Column("takst_enhed", sa.String(), nullable=True),
        sa.Column("takst_liste_kr", sa.Float(), nullable=True),
        sa.Column("aendret_dato", sa.Date(), nullable=True),
        sa.Column("aendret_dato_nr", sa.Integer(), nullable=True),
        sa.Column("maalgruppe_foldet", sa.String(), nullable=True),
        sa.Column("takst_enhed_foldet", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_takst_gyldig_til", "takst", ["gyldig_til"])
    op.create_index("ix_takst_noegle", "takst", ["tilbudsid", "afdelingsid", "ydelsesid", "takst_aar", "gyldig_til"])
    op.create_table(
        "plads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("afdelingsid", sa.String(), nullable=False),
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("godkendte_antal", sa.Integer(), nullable=True),
        sa.Column("ledige_antal", sa.Integer(), nullable=True),
        sa.Column("opdateret_dato", sa.Date(), nullable=True),
        sa.Column("opdateret_dato_nr", sa.Integer(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_plads_gyldig_til", "plads", ["gyldig_til"])
    op.create_index("ix_plads_noegle", "plads", ["tilbudsid", "afdelingsid", "paragraf", "gyldig_til"])
    op.create_table(
        "belaegning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("aar", sa.Integer(), nullable=False),
        sa.Column("belaegning_pct", sa.Float(), nullable=True),
        sa.Column("belaegning_tekst", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_belaegning_gyldig_til", "belaegning", ["gyldig_til"])
    op.create_index("ix_belaegning_noegle", "belaegning", ["tilbudsid", "aar", "gyldig_til"])
    op.create_table(
        "budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("budgetaar", sa.Integer(), nullable=False),
        sa.Column("modtaget_dato", sa.Date(), nullable=True),
        sa.Column("godkendt_dato", sa.Date(), nullable=True),
        sa.Column("filtype", sa.String(), nullable=True),
        sa.Column("skema_aar", sa.Integer(), nullable=True),
        sa.Column("har_koncernnote", sa.Boolean(), nullable=True),
        sa.Column("takstindtaegt_kr", sa.Float(), nullable=True),
        sa.Column("indtaegter_kr", sa.Float(), nullable=True),
        sa.Column("omkostninger_kr", sa.Float(), nullable=True),
        sa.Column("resultat_kr", sa.Float(), nullable=True),
        sa.Column("ledelse_kr", sa.Float(), nullable=True),
        sa.Column("ejendom_kr", sa.Float(), nullable=True),
        sa.Column("belaegning_pct", sa.Float(), nullable=True),
        sa.Column("modtaget_dato_nr", sa.Integer(), nullable=True),
        sa.Column("godkendt_dato_nr", sa.Integer(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_budget_gyldig_til", "budget", ["gyldig_til"])
    op.create_index("ix_budget_noegle", "budget", ["tilbudsid", "budgetaar", "gyldig_til"])
    op.create_table(
        "noegletal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("aar", sa.Integer(), nullable=False),
        sa.Column("indberettet_dato", sa.Date(), nullable=True),
        sa.Column("a_omsaetning_kr", sa.Float(), nullable=True),
        sa.Column("b_resultat_kr", sa.Float(), nullable=True),
        sa.Column("c_resultat_pct", sa.Float(), nullable=True),
        sa.Column("soliditetsgrad_pct", sa.Float(), nullable=True),
        sa.Column("h_leder_kr", sa.Float(), nullable=True),
        sa.Column("i_ledelse_kr", sa.Float(), nullable=True),
        sa.Column("j_bestyrelse_kr", sa.Float(), nullable=True),
        sa.Column("k_borgerrelateret_kr", sa.Float(), nullable=True),
        sa.Column("l_administrativ_kr", sa.Float(), nullable=True),
        sa.Column("m_ikke_fastansat_kr", sa.Float(), nullable=True),
        sa.Column("n_kompetence_kr", sa.Float(), nullable=True),
        sa.Column("o_loen_pct", sa.Float(), nullable=True),
        sa.Column("p_kompetence_pct", sa.Float(), nullable=True),
        sa.Column("q_administration_pct", sa.Float(), nullable=True),
        sa.Column("r_borgerrelateret_pct", sa.Float(), nullable=True),
        sa.Column("s_ejendom_pct", sa.Float(), nullable=True),
        sa.Column("sygefravaer_pct", sa.Float(), nullable=True),
        sa.Column("personalegennemstroemning_pct", sa.Float(), nullable=True),
        sa.Column("har_tekst", sa.Boolean(), nullable=True),
        sa.Column("indberettet_dato_nr", sa.Integer(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_noegletal_gyldig_til", "noegletal", ["gyldig_til"])
    op.create_index("ix_noegletal_noegle", "noegletal", ["tilbudsid", "aar", "gyldig_til"])
    op.create_table(
        "tilsynsbesoeg",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("besoegsid", sa.String(), nullable=False),
        sa.Column("afdelingsid", sa.String(), nullable=True),
        sa.Column("afdeling_navn", sa.String(), nullable=True),
        sa.Column("besoeg_dato", sa.Date(), nullable=True),
        sa.Column("er_anmeldt", sa.Boolean(), nullable=True),
        sa.Column("besoeg_dato_nr", sa.Integer(), nullable=True),
        sa.Column("afdeling_navn_foldet", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_tilsynsbesoeg_gyldig_til", "tilsynsbesoeg", ["gyldig_til"])
    op.create_index("ix_tilsynsbesoeg_noegle", "tilsynsbesoeg", ["tilbudsid", "besoegsid", "gyldig_til"])
    op.create_table(
        "kvalitetsscore",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("vurderet_dato", sa.Date(), nullable=False),
        sa.Column("tema", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("myndighed", sa.String(), nullable=True),
        sa.Column("vurderet_dato_nr", sa.Integer(), nullable=True),
        sa.Column("tema_foldet", sa.String(), nullable=True),
        sa.Column("myndighed_foldet", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_kvalitetsscore_gyldig_til", "kvalitetsscore", ["gyldig_til"])
    op.create_index("ix_kvalitetsscore_noegle", "kvalitetsscore", ["tilbudsid", "vurderet_dato", "tema", "gyldig_til"])
    op.create_table(
        "sanktion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("sanktionsid", sa.String(), nullable=False),
        sa.Column("sanktionsart", sa.String(), nullable=True),
        sa.Column("afgjort_dato", sa.Date(), nullable=True),
        sa.Column("ophoert_dato", sa.Date(), nullable=True),
        sa.Column("afgjort_dato_nr", sa.Integer(), nullable=True),
        sa.Column("ophoert_dato_nr", sa.Integer(), nullable=True),
        sa.Column("sanktionsart_foldet", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sanktion_gyldig_til", "sanktion", ["gyldig_til"])
    op.create_index("ix_sanktion_noegle", "sanktion", ["tilbudsid", "sanktionsid", "gyldig_til"])
    op.create_table(
        "plejefamilie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plejefamilieid", sa.String(), nullable=False),
        sa.Column("socialtilsyn", sa.String(), nullable=True),
        sa.Column("familietype", sa.String(), nullable=True),
        sa.Column("godkendte_antal", sa.Integer(), nullable=True),
        sa.Column("anbragte_antal", sa.Integer(), nullable=True),
        sa.Column("ledige_antal", sa.Integer(), nullable=True),
        sa.Column("ledige_opdateret_dato", sa.Date(), nullable=True),
        sa.Column("godkendt_dato", sa.Date(), nullable=True),
        sa.Column("ledige_opdateret_dato_nr", sa.Integer(), nullable=True),
        sa.Column("godkendt_dato_nr", sa.Integer(), nullable=True),
        sa.Column("socialtilsyn_foldet", sa.String(), nullable=True),
        sa.Column("familietype_foldet", sa.String(), nullable=True),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["udtraek.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["udtraek.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_plejefamilie_gyldig_til", "plejefamilie", ["gyldig_til"])
    op.create_index("ix_plejefamilie_noegle", "plejefamilie", ["plejefamilieid", "gyldig_til"])
    op.create_table(
        "afledt_takst",
        sa.Column("takst_id", sa.Integer(), nullable=False),
        sa.Column("gruppe", sa.String(), nullable=False),
        sa.Column("gruppe_antal", sa.Integer(), nullable=False),
        sa.Column("median_kr", sa.Float(), nullable=False),
        sa.Column("afvigelse", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["takst_id"], ["takst.id"]),
        sa.PrimaryKeyConstraint("takst_id"),
    )
    op.create_table(
        "afledt_budget",
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("gruppe", sa.String(), nullable=False),
        sa.Column("gruppe_antal", sa.Integer(), nullable=False),
        sa.Column("pr_plads_kr", sa.Float(), nullable=False),
        sa.Column("median_kr", sa.Float(), nullable=False),
        sa.Column("afvigelse", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["budget_id"], ["budget.id"]),
        sa.PrimaryKeyConstraint("budget_id", "post"),
    )
    op.create_table(
        "budgetskema",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("budgetaar", sa.Integer(), nullable=False),
        sa.Column("laest", sa.DateTime(), nullable=False),
        sa.Column("fil", sa.String(), nullable=False),
        sa.Column("fil_sha256", sa.String(), nullable=False),
        sa.Column("skema_version", sa.String(), nullable=False),
        sa.Column("er_gaeldende", sa.Boolean(), nullable=False),
        sa.Column("indtaegter_kr", sa.Float(), nullable=True),
        sa.Column("omkostninger_kr", sa.Float(), nullable=True),
        sa.Column("resultat_kr", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_budgetskema_fil_sha256", "budgetskema", ["fil_sha256"])
    op.create_index("ix_budgetskema_noegle", "budgetskema", ["tilbudsid", "budgetaar", "er_gaeldende"])
    op.create_table(
        "budgetskema_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budgetskema_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("ark", sa.String(), nullable=False),
        sa.Column("linje", sa.Integer(), nullable=False),
        sa.Column("antal", sa.Float(), nullable=True),
        sa.Column("takst_kr", sa.Float(), nullable=True),
        sa.Column("beloeb_kr", sa.Float(), nullable=True),
        sa.Column("belaegning_pct", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["budgetskema_id"], ["budgetskema.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_budgetskema_post_budgetskema_id", "budgetskema_post", ["budgetskema_id"])
    op.create_table(
        "budgetskema_fejl",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budgetskema_id", sa.Integer(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("ark", sa.String(), nullable=False),
        sa.Column("celle", sa.String(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["budgetskema_id"], ["budgetskema.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_budgetskema_fejl_budgetskema_id", "budgetskema_fejl", ["budgetskema_id"])
    op.create_table(
        "reference_frist",
        sa.Column("frist", sa.String(), nullable=False),
        sa.Column("gruppe", sa.String(), nullable=False),
        sa.Column("aar", sa.Integer(), nullable=False),
        sa.Column("frist_dag", sa.Date(), nullable=False),
        sa.Column("sidste_dag", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("frist", "gruppe", "aar"),
    )
    op.create_table(
        "reference_graense",
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("vaerdi", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("noegle", "gyldig_fra"),
    )
    op.create_table(
        "reference_takstenhed",
        sa.Column("foldet", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("enhed", sa.String(), nullable=False),
        sa.Column("dage", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("foldet", "gyldig_fra"),
    )
    op.create_table(
        "reference_regulering",
        sa.Column("aar", sa.Integer(), nullable=False),
        sa.Column("regulering_pct", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("aar"),
    )
    op.create_table(
        "reference_tema",
        sa.Column("foldet", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("tema", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("foldet", "gyldig_fra"),
    )
    op.create_table(
        "reference_plejefamilietype",
        sa.Column("foldet", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("familietype", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("foldet", "gyldig_fra"),
    )
    op.create_table(
        "reference_godkendelsesstatus",
        sa.Column("foldet", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("er_slut", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("foldet", "gyldig_fra"),
    )
    op.create_table(
        "reference_socialtilsynsnavn",
        sa.Column("foldet", sa.String(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("foldet"),
    )
    op.create_table(
        "reference_pligt",
        sa.Column("pligt", sa.String(), nullable=False),
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("aar", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pligt", "paragraf", "aar"),
    )
    op.create_table(
        "reference_budgetfiltype",
        sa.Column("filtype", sa.String(), nullable=False),
        sa.Column("aar", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("filtype", "aar"),
    )
    op.create_table(
        "reference_skemaaargang",
        sa.Column("budgetaar", sa.Integer(), nullable=False),
        sa.Column("skema_aar", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("budgetaar", "skema_aar"),
    )
    op.add_column("kontrol", sa.Column("udtraek_id", sa.Integer(), nullable=True))
    op.execute("DELETE FROM reference_version")
    _make_views({**GAMLE_VIEWS, "kontroldag": KONTROLDAG, **NYE_VIEWS})


def downgrade() -> None:
    _drop_views({**GAMLE_VIEWS, **NYE_VIEWS})
    op.drop_column("kontrol", "udtraek_id")
    for tabel in reversed(TABELLER):
        op.drop_table(tabel)
    for kolonne in ("dag_nr", "aar"):
        op.drop_column("snapshot", kolonne)
    op.drop_column("afvigelse", "raekke")
    _make_views(GAMLE_VIEWS)


def _fill_days() -> None:
    forbindelse = op.get_bind()
    for snapshot_id, dag in forbindelse.execute(sa.text("SELECT id, dag FROM snapshot")).all():
        dag = dag if isinstance(dag, date) else date.fromisoformat(dag)
        forbindelse.execute(
            sa.text("UPDATE snapshot SET dag_nr = :nr, aar = :aar WHERE id = :id"),
            {"nr": dag.toordinal(), "aar": dag.year, "id": snapshot_id},
        )


def _make_views(views: dict[str, str]) -> None:
    for sql in views.values():
        op.execute(sql)


def _drop_views(views: dict[str, str]) -> None:
    for view in reversed(views):
        op.execute(f"DROP VIEW {view}")
