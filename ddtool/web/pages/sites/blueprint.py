"""Where the pages of sites are found."""

from flask import Blueprint

blueprint = Blueprint("sites", __name__, url_prefix="/sites")
