"""Where the views of loading packs and taking them out of use hang."""

from flask import Blueprint

blueprint = Blueprint("packs", __name__, url_prefix="/packs")

HERE = "criteria"
"""Their place in the navigation."""
