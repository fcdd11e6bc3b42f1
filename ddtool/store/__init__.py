"""The database: values in, values out.

Each module of queries is named after the thing it keeps. Its functions take a transaction and,
where something belongs to an organisation, the id of that organisation; a thing of another
organisation is not found, like one that does not exist. Tables never leave this package.
"""

from ddtool.store.database import Database
from ddtool.store.transactions import Reading, Writing

__all__ = ["Database", "Reading", "Writing"]
