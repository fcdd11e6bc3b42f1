"""Where the pages of assessments are found."""

from flask import Blueprint

blueprint = Blueprint("assessments", __name__)
