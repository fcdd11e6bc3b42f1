"""One module for each group of sheets: from the content of the report to pages of rows."""
