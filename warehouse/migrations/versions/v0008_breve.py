"""Mails to recipients instead of tilbud, the address book, dead addresses, and what comes back.

Revision: 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# SQLite folds the letters a-z alone, so the Danish ones are folded by hand.
NU_DOED_EMAIL = """
CREATE VIEW nu_doed_email AS
SELECT a.tilbudsid, a.afdelingsid, d.kode AS returkode, d.antal AS retur_antal
FROM nu_afdeling a
JOIN doed_adresse d
    ON d.email = REPLACE(REPLACE(REPLACE(LOWER(TRIM(a.email)), 'Æ', 'æ'), 'Ø', 'ø'), 'Å', 'å')
WHERE d.ophoert IS NULL
"""


def upgrade() -> None:
    op.add_column("mail", sa.Column("art", sa.String(), server_default="ejer", nullable=False))
    op.add_column("mail", sa.Column("adressat", sa.String(), server_default="", nullable=False))
    _fill_adressat()
    op.create_index("ix_mail_adressat", "mail", ["art", "adressat"])
    op.create_table(
        "mail_tilbud",
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("trin", sa.String(), server_default="varsel", nullable=False),
        sa.ForeignKeyConstraint(["noegle"], ["mail.noegle"]),
        sa.PrimaryKeyConstraint("noegle", "tilbudsid"),
    )
    op.create_index("ix_mail_tilbud_tilbudsid", "mail_tilbud", ["tilbudsid"])
    op.execute("INSERT INTO mail_tilbud (noegle, tilbudsid, trin) SELECT noegle, tilbudsid, trin FROM mail")
    op.drop_index("ix_mail_tilbudsid", "mail")
    op.drop_column("mail", "tilbudsid")
    op.create_table(
        "adressebog",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("grund", sa.Text(), nullable=False),
        sa.Column("af", sa.String(), nullable=False),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("ophoert", sa.DateTime(), nullable=True),
        sa.Column("ophoert_af", sa.String(), nullable=True),
        sa.Column("ophoert_grund", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_adressebog_noegle", "adressebog", ["art", "noegle"])
    op.create_table(
        "doed_adresse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("kode", sa.String(), nullable=True),
        sa.Column("aarsag", sa.Text(), nullable=False),
        sa.Column("foerst", sa.DateTime(), nullable=False),
        sa.Column("sidst", sa.DateTime(), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.Column("ophoert", sa.DateTime(), nullable=True),
        sa.Column("af", sa.String(), nullable=True),
        sa.Column("grund", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_doed_adresse_email", "doed_adresse", ["email"])
    op.execute(NU_DOED_EMAIL)
    op.create_table(
        "mail_svar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("modtaget", sa.DateTime(), nullable=False),
        sa.Column("art", sa.String(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=True),
        sa.Column("punkter", sa.String(), nullable=True),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("behandlet", sa.DateTime(), nullable=True),
        sa.Column("af", sa.String(), nullable=True),
        sa.Column("grund", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("message_id"),
    )
    op.create_index("ix_mail_svar_noegle", "mail_svar", ["noegle"])


def _fill_adressat() -> None:
    # Not lower() of the database, which knows no other letters than those of ASCII.
    conn = op.get_bind()
    modtagere = conn.execute(sa.text("SELECT DISTINCT modtager FROM mail")).scalars().all()
    rows = [{"m": modtager, "a": modtager.strip().lower()} for modtager in modtagere]
    if rows:
        conn.execute(sa.text("UPDATE mail SET adressat = :a WHERE modtager = :m"), rows)


def downgrade() -> None:
    op.execute("DROP VIEW nu_doed_email")
    op.drop_table("mail_svar")
    op.drop_table("doed_adresse")
    op.drop_table("adressebog")
    op.add_column("mail", sa.Column("tilbudsid", sa.String(), server_default="", nullable=False))
    op.execute(
        "UPDATE mail SET tilbudsid = coalesce("
        "(SELECT min(t.tilbudsid) FROM mail_tilbud t WHERE t.noegle = mail.noegle), '')"
    )
    op.create_index("ix_mail_tilbudsid", "mail", ["tilbudsid"])
    op.drop_table("mail_tilbud")
    op.drop_index("ix_mail_adressat", "mail")
    op.drop_column("mail", "adressat")
    op.drop_column("mail", "art")
