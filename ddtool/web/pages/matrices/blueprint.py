"""Where the views of the matrix workbench hang."""

from flask import Blueprint

blueprint = Blueprint("matrices", __name__, url_prefix="/matrices")
