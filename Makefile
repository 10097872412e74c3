# Each target is `bootstrap.py TARGET`, which is the same where there is no make. Arguments: make test ARGS="-k phone".
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help run setup test lint messages evaluate bench sbom lock

help run setup test lint messages evaluate bench sbom lock:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
