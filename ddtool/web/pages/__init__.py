"""Every page of the application, one package each; a test fails if one is not listed."""

from flask import Blueprint

from ddtool.web.pages import (
    account,
    assessments,
    assessors,
    certificates,
    coverage,
    criteria,
    criterion,
    evidence,
    exchange,
    gaps,
    help,
    history,
    matrices,
    people,
    plan,
    portfolio,
    programme,
    report_orders,
    reviews,
    sites,
    submission,
    workbook,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    account.blueprint,
    sites.blueprint,
    assessments.blueprint,
    criteria.blueprint,
    matrices.blueprint,
    certificates.blueprint,
    people.blueprint,
    help.blueprint,
    criterion.blueprint,
    coverage.blueprint,
    evidence.blueprint,
    gaps.blueprint,
    plan.blueprint,
    report_orders.blueprint,
    exchange.blueprint,
    workbook.blueprint,
    submission.blueprint,
    history.blueprint,
    assessors.blueprint,
    reviews.blueprint,
    portfolio.blueprint,
    programme.blueprint,
)
"""In the order of the navigation."""
