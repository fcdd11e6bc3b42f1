"""Every page of the application, one package each; a test fails if one is not listed."""

from flask import Blueprint

from ddtool.web.pages import account, people, sites

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.blueprint,
    sites.blueprint,
    people.blueprint,
)
"""In the order of the navigation."""
