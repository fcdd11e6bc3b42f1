"""What people are reminded of: seen once, it is gone from their first page."""

from ddtool.web.pages.reminders.views import blueprint

__all__ = ["blueprint"]
