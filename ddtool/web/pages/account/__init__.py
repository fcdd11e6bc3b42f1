"""Signing in and out, second factors, passwords, invitations, and one's own account."""

from ddtool.web.pages.account import arriving, own, second_factor, views
from ddtool.web.pages.account.blueprint import blueprint

__all__ = ["arriving", "blueprint", "own", "second_factor", "views"]
