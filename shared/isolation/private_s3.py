"""Private files in an S3-compatible store (production); imported only where the S3 settings are given."""

from __future__ import annotations

from typing import Any

from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

from shared.isolation.files import OwnedKeys


class PrivateS3Storage(OwnedKeys, S3Storage):
    """The same keys and the same refusals, in a bucket."""

    signs = True

    def signed_download(self, name: str, *, file_name: str, media_type: str, seconds: int) -> str:
        """An address that gives this one file for so many seconds, as an attachment. Raises WrongScope."""
        params = {
            "Bucket": self.bucket_name,
            "Key": self._own(name),
            "ResponseContentDisposition": content_disposition_header(True, file_name),
            "ResponseContentType": media_type,
            "ResponseCacheControl": "private, no-store",
        }
        address: str = self._client().generate_presigned_url("get_object", Params=params, ExpiresIn=seconds)
        return address

    def signed_upload(self, name: str, *, max_bytes: int, seconds: int, back: str) -> dict[str, Any]:
        """`url` and `fields` of a form that puts one file of at most so many bytes under this key. Raises WrongScope.

        The store checks the key, the size and the time, and sends the browser on to `back`.
        """
        fields = {"success_action_redirect": back, "Content-Type": "application/octet-stream"}
        conditions: list[Any] = [{key: value} for key, value in fields.items()]
        signed: dict[str, Any] = self._client().generate_presigned_post(
            self.bucket_name,
            self._own(name),
            Fields=fields,
            Conditions=[*conditions, ["content-length-range", 1, max_bytes]],
            ExpiresIn=seconds,
        )
        return signed

    def _client(self) -> Any:
        return self.connection.meta.client
