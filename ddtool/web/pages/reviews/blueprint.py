"""The blueprint that all modules of the assessor's pages share."""

from flask import Blueprint

blueprint = Blueprint("reviews", __name__, url_prefix="/reviews")
