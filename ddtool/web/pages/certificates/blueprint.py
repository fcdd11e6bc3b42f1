"""Where the pages of certificates stand."""

from flask import Blueprint

blueprint = Blueprint("certificates", __name__, url_prefix="/certificates")
