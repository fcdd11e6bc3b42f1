"""Which responsible-metals criteria a site's certificates cover, and what is left."""
