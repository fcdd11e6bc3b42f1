"""Where the views of a criterion are collected."""

from flask import Blueprint

blueprint = Blueprint("criterion", __name__, url_prefix="/assessments/<uuid:assessment>")
