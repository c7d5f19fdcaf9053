# One command per chore. Paths are relative, so the checkout may stand anywhere.
PYTHON ?= python3
STACK = $(PYTHON) platform/mutabaa/stack/bootstrap.py
ARGS ?=

.PHONY: help run up down reset test lint bench requirements
.DEFAULT_GOAL := help

help:            ## what can be made
	@sed -n 's/^\([a-z]*\): *##/make \1 -/p' Makefile

run:             ## start everything here; Ctrl-C stops it
	@$(STACK) run $(ARGS)

up:              ## start everything in the background, return when it answers
	@$(STACK) up $(ARGS)

down:            ## stop what runs in the background
	@$(STACK) down $(ARGS)

reset:           ## forget all data, after asking (ARGS=--yes does not ask)
	@$(STACK) reset $(ARGS)

test:            ## lint, then every test (ARGS are for pytest)
	@$(STACK) --dev test $(ARGS)

lint:            ## style, types, import directions, catalogues
	@$(STACK) --dev lint $(ARGS)

bench:           ## measure, on data of its own
	@$(STACK) bench $(ARGS)

requirements:    ## write the hashed requirement files anew from pyproject.toml
	@$(STACK) requirements $(ARGS)
