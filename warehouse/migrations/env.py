"""What Alembic runs for each command; `opgrader.py` hands it the connection."""

from alembic import context

from warehouse.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite cannot alter most of a table in place; batch mode writes a new one. PostgreSQL does not notice.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
