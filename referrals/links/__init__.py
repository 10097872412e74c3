"""Web addresses of records: asked, politely and on the public internet alone, whether they still work."""
