"""The directory as HSDS 3.2 (Human Services Data Specification, docs.openreferral.org): objects, lists, tables."""

VERSION = "3.2"
