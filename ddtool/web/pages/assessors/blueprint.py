"""The blueprint that all modules of the producer's pages about their assessor share."""

from flask import Blueprint

blueprint = Blueprint("assessors", __name__, url_prefix="/assessments/<uuid:assessment>/assessor")
