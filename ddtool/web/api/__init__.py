"""The interface for programs: the same use cases as the pages, no second logic."""
