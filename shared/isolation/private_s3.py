"""Private files in an S3-compatible store (production); imported only where the S3 settings are given."""

from __future__ import annotations

from storages.backends.s3 import S3Storage

from shared.isolation.files import OwnedKeys


class PrivateS3Storage(OwnedKeys, S3Storage):
    """The same keys and the same refusals, in a bucket."""
