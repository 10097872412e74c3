"""The page most people would write, on the same tables: `icontains`, GROUP BY facets, Django's paginator."""
