"""The first schema: runs and gate, the register by validity, findings, cases, reference lists, and the rules' views.

Revision: 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KONTROLDAG = """
CREATE VIEW kontroldag AS
SELECT id AS snapshot_id, dag FROM snapshot WHERE id = (SELECT MAX(id) FROM snapshot)
"""

NU_AFDELING = """
CREATE VIEW nu_afdeling AS
SELECT
    a.id, a.tilbudsid, a.afdelingsid, a.gyldig_fra, a.gyldig_til, a.sha256, a.navn, a.adresse,
    a.har_adresse, a.postnr, a.by, a.tilbuddets_adresse, a.cvr, a.p_nummer, a.telefon, a.email,
    a.hjemmeside, a.har_leder, a.leder_hash, a.har_kontaktperson, a.kontaktperson_hash,
    a.virksomhed, a.virksomhedsform, a.driftsaftale_med, a.tilsynsmyndighed, a.tilbudstyper,
    a.pladser, a.pladser_i_alt, a.er_beskyttet, a.lister, a.kilde_url, d.cvr_form_ok,
    d.cvr_modulus_ok, d.p_nummer_form_ok, d.telefon_ok, d.email_ok, d.hjemmeside_ok,
    d.adresse_form_ok, d.er_postboks, d.postnr_form_ok, d.postnr_findes, d.by_ok, d.postnr_by,
    d.tilsyn_art, d.tilsyn_kode, d.virksomhed_foldet, d.virksomhedsform_foldet, d.cvr_cifre,
    d.p_nummer_cifre, d.driftsaftale_kommunekode,
    (l.sidst_set = k.snapshot_id) AS er_set
FROM afdeling a
JOIN afledt_afdeling d ON d.afdeling_id = a.id
JOIN afdeling_liv l ON l.tilbudsid = a.tilbudsid AND l.afdelingsid = a.afdelingsid
CROSS JOIN kontroldag k
WHERE a.gyldig_til IS NULL AND l.ophoert IS NULL
"""

NU_AFDELING_PARAGRAF = """
CREATE VIEW nu_afdeling_paragraf AS
SELECT a.tilbudsid, a.afdelingsid, p.afdeling_id, p.paragraf, p.er_tilbudstype, p.har_pladser, p.pladser
FROM afdeling_paragraf p
JOIN afdeling a ON a.id = p.afdeling_id
JOIN afdeling_liv l ON l.tilbudsid = a.tilbudsid AND l.afdelingsid = a.afdelingsid
WHERE a.gyldig_til IS NULL AND l.ophoert IS NULL
"""

# A shorter number is a smaller one, so length before text puts numeric ids in the order of their numbers.
NU_TILBUD = """
CREATE VIEW nu_tilbud AS
SELECT
    r.tilbudsid,
    COUNT(*) AS antal_afdelinger,
    MIN(CASE WHEN r.er_set THEN 1 ELSE 0 END) = 1 AS alle_set,
    MAX(CASE WHEN r.nummer = 1 THEN r.navn END) AS navn,
    MAX(CASE WHEN r.er_beskyttet THEN 1 ELSE 0 END) = 1 AS er_beskyttet
FROM (
    SELECT
        tilbudsid, navn, er_set, er_beskyttet,
        ROW_NUMBER() OVER (PARTITION BY tilbudsid ORDER BY LENGTH(afdelingsid), afdelingsid) AS nummer
    FROM nu_afdeling
) r
GROUP BY r.tilbudsid
"""

VIEWS = {
    "kontroldag": KONTROLDAG,
    "nu_afdeling": NU_AFDELING,
    "nu_afdeling_paragraf": NU_AFDELING_PARAGRAF,
    "nu_tilbud": NU_TILBUD,
}

# In the order they were made: each may point only to those before it.
TABELLER = (
    "koersel",
    "reference_kommune",
    "reference_lovkilde",
    "reference_paragraf",
    "reference_postnr",
    "reference_postnr_kommune",
    "reference_socialtilsyn",
    "reference_version",
    "reference_virksomhedsform",
    "sag",
    "gate_proeve",
    "sag_haendelse",
    "sideafvigelse",
    "snapshot",
    "afdeling",
    "afdeling_liv",
    "afvigelse",
    "kontrol",
    "mail",
    "raw_afdeling",
    "afdeling_paragraf",
    "afledt_afdeling",
    "afvigelse_haendelse",
    "regelkoersel",
)


def upgrade() -> None:
    op.create_table(
        "koersel",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("slut", sa.DateTime(), nullable=True),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("adresse", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("aarsag", sa.Text(), nullable=True),
        sa.Column("antal", sa.Integer(), nullable=True),
        sa.Column("dump_fil", sa.String(), nullable=True),
        sa.Column("dump_sha256", sa.String(), nullable=True),
        sa.Column("tilsidesat_begrundelse", sa.Text(), nullable=True),
        sa.Column("statistik", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_koersel_dump_sha256", "koersel", ["dump_sha256"])
    op.create_index("ix_koersel_status", "koersel", ["status"])

    op.create_table(
        "reference_kommune",
        sa.Column("kommunekode", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("socialtilsyn", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kommunekode", "gyldig_fra"),
    )
    op.create_table(
        "reference_lovkilde",
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("henvisning", sa.String(), nullable=False),
        sa.Column("siger", sa.String(), nullable=False),
        sa.Column("sikkerhed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("noegle", "gyldig_fra"),
    )
    op.create_table(
        "reference_paragraf",
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("lov", sa.String(), nullable=False),
        sa.Column("betegnelse", sa.String(), nullable=False),
        sa.Column("tilsyn", sa.String(), nullable=False),
        sa.Column("gruppe", sa.String(), nullable=False),
        sa.Column("plads_er_seng", sa.Boolean(), nullable=False),
        sa.Column("sikkerhed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("paragraf", "gyldig_fra"),
    )
    op.create_table(
        "reference_postnr",
        sa.Column("postnr", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("er_stormodtager", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("postnr"),
    )
    op.create_table(
        "reference_postnr_kommune",
        sa.Column("postnr", sa.String(), nullable=False),
        sa.Column("kommunekode", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("postnr", "kommunekode"),
    )
    op.create_table(
        "reference_socialtilsyn",
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Date(), nullable=False),
        sa.Column("gyldig_til", sa.Date(), nullable=True),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("drives_af", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kode", "gyldig_fra"),
    )
    op.create_table(
        "reference_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "reference_virksomhedsform",
        sa.Column("foldet", sa.String(), nullable=False),
        sa.Column("tilladt_fra", sa.Date(), nullable=False),
        sa.Column("tilladt_til", sa.Date(), nullable=True),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("ejerform", sa.String(), nullable=False),
        sa.Column("er_personlig", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("foldet", "tilladt_fra"),
    )
    op.create_table(
        "sag",
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("aendret", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("tilbudsid"),
    )
    op.create_index("ix_sag_tilstand", "sag", ["tilstand"])

    op.create_table(
        "gate_proeve",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koersel_id", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("bestaaet", sa.Boolean(), nullable=False),
        sa.Column("maalt", sa.String(), nullable=False),
        sa.Column("graense", sa.String(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("kan_tilsidesaettes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["koersel_id"], ["koersel.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_gate_proeve_koersel_id", "gate_proeve", ["koersel_id"])

    op.create_table(
        "sag_haendelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("fra", sa.String(), nullable=True),
        sa.Column("til", sa.String(), nullable=False),
        sa.Column("grund", sa.Text(), nullable=False),
        sa.Column("af", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tilbudsid"], ["sag.tilbudsid"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sag_haendelse_tilbudsid", "sag_haendelse", ["tilbudsid"])

    op.create_table(
        "sideafvigelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koersel_id", sa.String(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("hvad", sa.Text(), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.Column("eksempel", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["koersel_id"], ["koersel.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sideafvigelse_koersel_id", "sideafvigelse", ["koersel_id"])

    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("koersel_id", sa.String(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("dump_sha256", sa.String(), nullable=False),
        sa.Column("antal_afdelinger", sa.Integer(), nullable=False),
        sa.Column("antal_tilbud", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["koersel_id"], ["koersel.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("dump_sha256"),
        sa.UniqueConstraint("koersel_id"),
        sa.UniqueConstraint("tidspunkt"),
    )
    op.create_index("ix_snapshot_dag", "snapshot", ["dag"])

    op.create_table(
        "afdeling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("afdelingsid", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=True),
        sa.Column("adresse", sa.String(), nullable=True),
        sa.Column("har_adresse", sa.Boolean(), nullable=False),
        sa.Column("postnr", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("tilbuddets_adresse", sa.String(), nullable=True),
        sa.Column("cvr", sa.String(), nullable=True),
        sa.Column("p_nummer", sa.String(), nullable=True),
        sa.Column("telefon", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("hjemmeside", sa.String(), nullable=True),
        sa.Column("har_leder", sa.Boolean(), nullable=False),
        sa.Column("leder_hash", sa.String(), nullable=True),
        sa.Column("har_kontaktperson", sa.Boolean(), nullable=False),
        sa.Column("kontaktperson_hash", sa.String(), nullable=True),
        sa.Column("virksomhed", sa.String(), nullable=True),
        sa.Column("virksomhedsform", sa.String(), nullable=True),
        sa.Column("driftsaftale_med", sa.String(), nullable=True),
        sa.Column("tilsynsmyndighed", sa.String(), nullable=True),
        sa.Column("tilbudstyper", sa.Text(), nullable=False),
        sa.Column("pladser", sa.Text(), nullable=False),
        sa.Column("pladser_i_alt", sa.Integer(), nullable=True),
        sa.Column("er_beskyttet", sa.Boolean(), nullable=False),
        sa.Column("lister", sa.String(), nullable=False),
        sa.Column("kilde_url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["snapshot.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_afdeling_cvr", "afdeling", ["cvr"])
    op.create_index("ix_afdeling_gyldig_til", "afdeling", ["gyldig_til"])
    op.create_index("ix_afdeling_noegle", "afdeling", ["tilbudsid", "afdelingsid", "gyldig_til"])

    op.create_table(
        "afdeling_liv",
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("afdelingsid", sa.String(), nullable=False),
        sa.Column("foerst_set", sa.Integer(), nullable=False),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("savnet_antal", sa.Integer(), nullable=False),
        sa.Column("ophoert", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["foerst_set"], ["snapshot.id"]),
        sa.ForeignKeyConstraint(["ophoert"], ["snapshot.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("tilbudsid", "afdelingsid"),
    )
    op.create_index("ix_afdeling_liv_sidst_set", "afdeling_liv", ["sidst_set"])

    op.create_table(
        "afvigelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("regel", sa.String(), nullable=False),
        sa.Column("alvor", sa.String(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("afdelingsid", sa.String(), nullable=True),
        sa.Column("felt", sa.String(), nullable=False),
        sa.Column("vaerdi", sa.Text(), nullable=True),
        sa.Column("forslag", sa.Text(), nullable=True),
        sa.Column("bevis", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("foerst_set", sa.Integer(), nullable=False),
        sa.Column("sidst_set", sa.Integer(), nullable=False),
        sa.Column("lukket_af", sa.Integer(), nullable=True),
        sa.Column("genaabnet_antal", sa.Integer(), nullable=False),
        sa.Column("accepteret_grund", sa.Text(), nullable=True),
        sa.Column("accepteret_til", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["foerst_set"], ["snapshot.id"]),
        sa.ForeignKeyConstraint(["lukket_af"], ["snapshot.id"]),
        sa.ForeignKeyConstraint(["sidst_set"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("noegle"),
    )
    op.create_index("ix_afvigelse_regel", "afvigelse", ["regel"])
    op.create_index("ix_afvigelse_status", "afvigelse", ["status"])
    op.create_index("ix_afvigelse_tilbud", "afvigelse", ["tilbudsid", "status"])

    op.create_table(
        "kontrol",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("aabnet", sa.Integer(), nullable=False),
        sa.Column("genaabnet", sa.Integer(), nullable=False),
        sa.Column("lukket", sa.Integer(), nullable=False),
        sa.Column("aabne_i_alt", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_kontrol_snapshot_id", "kontrol", ["snapshot_id"])

    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("modtager", sa.String(), nullable=False),
        sa.Column("periode", sa.String(), nullable=False),
        sa.Column("trin", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("emne", sa.String(), nullable=False),
        sa.Column("indhold", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("sendt", sa.DateTime(), nullable=True),
        sa.Column("fil", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("noegle"),
    )
    op.create_index("ix_mail_status", "mail", ["status"])
    op.create_index("ix_mail_tilbudsid", "mail", ["tilbudsid"])

    op.create_table(
        "raw_afdeling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("afdelingsid", sa.String(), nullable=False),
        sa.Column("gyldig_fra", sa.Integer(), nullable=False),
        sa.Column("gyldig_til", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("indhold", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["gyldig_fra"], ["snapshot.id"]),
        sa.ForeignKeyConstraint(["gyldig_til"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_raw_afdeling_noegle", "raw_afdeling", ["tilbudsid", "afdelingsid", "gyldig_til"])

    op.create_table(
        "afdeling_paragraf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("afdeling_id", sa.Integer(), nullable=False),
        sa.Column("paragraf", sa.String(), nullable=False),
        sa.Column("er_tilbudstype", sa.Boolean(), nullable=False),
        sa.Column("har_pladser", sa.Boolean(), nullable=False),
        sa.Column("pladser", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["afdeling_id"], ["afdeling.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_afdeling_paragraf_afdeling_id", "afdeling_paragraf", ["afdeling_id"])

    op.create_table(
        "afledt_afdeling",
        sa.Column("afdeling_id", sa.Integer(), nullable=False),
        sa.Column("cvr_form_ok", sa.Boolean(), nullable=True),
        sa.Column("cvr_modulus_ok", sa.Boolean(), nullable=True),
        sa.Column("p_nummer_form_ok", sa.Boolean(), nullable=True),
        sa.Column("telefon_ok", sa.Boolean(), nullable=True),
        sa.Column("email_ok", sa.Boolean(), nullable=True),
        sa.Column("hjemmeside_ok", sa.Boolean(), nullable=True),
        sa.Column("adresse_form_ok", sa.Boolean(), nullable=True),
        sa.Column("er_postboks", sa.Boolean(), nullable=True),
        sa.Column("postnr_form_ok", sa.Boolean(), nullable=True),
        sa.Column("postnr_findes", sa.Boolean(), nullable=True),
        sa.Column("by_ok", sa.Boolean(), nullable=True),
        sa.Column("postnr_by", sa.String(), nullable=True),
        sa.Column("tilsyn_art", sa.String(), nullable=True),
        sa.Column("tilsyn_kode", sa.String(), nullable=True),
        sa.Column("virksomhed_foldet", sa.String(), nullable=True),
        sa.Column("virksomhedsform_foldet", sa.String(), nullable=True),
        sa.Column("cvr_cifre", sa.String(), nullable=True),
        sa.Column("p_nummer_cifre", sa.String(), nullable=True),
        sa.Column("driftsaftale_kommunekode", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["afdeling_id"], ["afdeling.id"]),
        sa.PrimaryKeyConstraint("afdeling_id"),
    )
    op.create_table(
        "afvigelse_haendelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("afvigelse_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("haendelse", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["afvigelse_id"], ["afvigelse.id"]),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_afvigelse_haendelse_afvigelse_id", "afvigelse_haendelse", ["afvigelse_id"])
    op.create_index("ix_afvigelse_haendelse_snapshot_id", "afvigelse_haendelse", ["snapshot_id"])

    op.create_table(
        "regelkoersel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kontrol_id", sa.Integer(), nullable=False),
        sa.Column("regel", sa.String(), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.Column("sekunder", sa.Float(), nullable=False),
        sa.Column("fejl", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["kontrol_id"], ["kontrol.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_regelkoersel_kontrol_id", "regelkoersel", ["kontrol_id"])
    for sql in VIEWS.values():
        op.execute(sql)


def downgrade() -> None:
    for view in reversed(VIEWS):
        op.execute(f"DROP VIEW {view}")
    for tabel in reversed(TABELLER):
        op.drop_table(tabel)
