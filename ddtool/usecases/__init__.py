"""What people do with ddtool: one function each, telling the packages below what to do.

Use cases take values and folders and hand back values. They never ask for the time and do not
know each other.
"""
