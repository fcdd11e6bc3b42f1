"""Every page of the application, one package each; a test fails if one is not listed."""

from flask import Blueprint

from ddtool.web.pages import (
    account,
    certificates,
    criterion,
    people,
    report_orders,
    sites,
    workbook,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.blueprint,
    sites.blueprint,
    certificates.blueprint,
    people.blueprint,
    criterion.blueprint,
    report_orders.blueprint,
    workbook.blueprint,
)
"""In the order of the navigation."""
