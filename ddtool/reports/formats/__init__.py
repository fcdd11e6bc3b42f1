"""One module for each way a report is written; each exposes ``FORMAT``."""
