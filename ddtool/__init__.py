"""ddtool: which responsible-metals criteria a site's certificates already cover, and what is left."""
