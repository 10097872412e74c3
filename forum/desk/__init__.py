"""Posts at the curation desk: what may describe a person is kept or redacted before a session is shown."""
