"""Spreadsheet files themselves: which ones may be opened, and how cells are written.

Nothing here knows what a workbook is about; packs, workbooks and reports all stand on it.
"""
