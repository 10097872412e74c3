"""The curation desk at /curate/: where curators decide what is true. Its pages call curation's actions, never a row."""
