"""What Alembic runs: the migrations, on the connection and in the transaction it was given."""

from alembic import context

from ddtool.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
