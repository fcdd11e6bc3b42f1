"""The assessor's queue and workbench."""

from ddtool.web.pages.reviews import deciding, evidence, queue, signing
from ddtool.web.pages.reviews.blueprint import blueprint

__all__ = ["blueprint", "deciding", "evidence", "queue", "signing"]
