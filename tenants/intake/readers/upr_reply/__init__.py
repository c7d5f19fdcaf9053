"""Replies of States to Working Group reports (Addenda): positions by the number of the recommendation."""

from tenants.intake.readers.upr_reply.reader import READER

__all__ = ["READER"]
