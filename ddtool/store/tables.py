"""All tables together, for migrations, backups and checks."""

from ddtool.store import (
    schema_assessments,
    schema_matrices,
    schema_packs,
    schema_people,
    schema_portfolio,
    schema_programme,
    schema_records,
    schema_reviews,
    schema_sites,
)
from ddtool.store.schema import metadata

__all__ = [
    "metadata",
    "schema_assessments",
    "schema_matrices",
    "schema_packs",
    "schema_people",
    "schema_portfolio",
    "schema_programme",
    "schema_records",
    "schema_reviews",
    "schema_sites",
]
