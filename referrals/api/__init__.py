"""The open read API: the directory as HSDS over HTTP."""
