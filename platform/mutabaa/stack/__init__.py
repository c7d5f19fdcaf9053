"""Starts and supervises the embedded services: one command on a bare machine with Python alone.

`bootstrap` makes the environment, `supervisor` runs PostgreSQL, the web server, the worker and beat, `checks` runs the
tests against a PostgreSQL of their own.
"""
