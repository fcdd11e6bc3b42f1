"""What all pages around signing in and one's own account hang on."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)
