"""What became of each mail: how often it was tried, when it is tried again, why not, and its Message-ID.

Revision: 0005.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MESSAGE_ID = re.compile(r"^Message-ID: (<[^<>\s]+>)\r?$", re.MULTILINE)


def upgrade() -> None:
    op.add_column("mail", sa.Column("antal_forsoeg", sa.Integer(), server_default="0", nullable=False))
    op.add_column("mail", sa.Column("naeste_forsoeg", sa.DateTime(), nullable=True))
    op.add_column("mail", sa.Column("fejl", sa.Text(), nullable=True))
    op.add_column("mail", sa.Column("message_id", sa.String(), nullable=True))
    forbindelse = op.get_bind()
    mails = forbindelse.execute(sa.text("SELECT id, indhold FROM mail")).all()
    fundne = [{"id": mail.id, "m": fund[1]} for mail in mails if (fund := MESSAGE_ID.search(mail.indhold))]
    if fundne:
        forbindelse.execute(sa.text("UPDATE mail SET message_id = :m WHERE id = :id"), fundne)


def downgrade() -> None:
    for kolonne in ("message_id", "fejl", "naeste_forsoeg", "antal_forsoeg"):
        op.drop_column("mail", kolonne)
