"""Where the views of criteria sets and matrices hang."""

from flask import Blueprint

blueprint = Blueprint("criteria", __name__)
