"""Where the views of coverage are collected."""

from flask import Blueprint

blueprint = Blueprint("coverage", __name__, url_prefix="/assessments/<uuid:assessment>")
