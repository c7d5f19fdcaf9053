"""Concluding observations of treaty bodies, reports of country visits and views on communications."""

from tenants.intake.readers.observations.reader import ObservationsReader

READER = ObservationsReader()
