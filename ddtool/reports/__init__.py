"""The gap report: one content, written as PDF, Excel or JSON."""
