"""A store for the tests that checks what S3 checks: signatures (version 4), times, and the policy of an upload form.

Run as `python fake_s3.py SECRET`; prints its port. Knows one bucket; the path is /bucket/key.
"""

import base64
import hashlib
import hmac
import json
import sys
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, quote, urlsplit

HELD: dict[str, bytes] = {}


def signing_key(scope: str) -> bytes:
    key = b"AWS4" + sys.argv[1].encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


def signed(scope: str, text: str) -> str:
    return hmac.new(signing_key(scope), text.encode(), hashlib.sha256).hexdigest()


class Store(BaseHTTPRequestHandler):
    def log_message(self, *_any):
        pass

    def answer(self, code, body=b"", **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    @property
    def key(self):
        return urlsplit(self.path).path.partition("/")[2].partition("/")[2]

    def refusal(self):
        """Why a signed address is refused, or nothing. A header's signature is the client library's own affair."""
        query = dict(parse_qsl(urlsplit(self.path).query))
        given = query.pop("X-Amz-Signature", None)
        if given is None:
            return "" if self.headers["Authorization"] else "AccessDenied"
        issued = datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if datetime.now(UTC) > issued + timedelta(seconds=int(query["X-Amz-Expires"])):
            return "Expired"
        scope = query["X-Amz-Credential"].partition("/")[2]
        pairs = "&".join(f"{quote(name, '')}={quote(query[name], '')}" for name in sorted(query))
        request = "\n".join(
            [
                self.command,
                urlsplit(self.path).path,
                pairs,
                f"host:{self.headers['Host']}\n",
                "host",
                "UNSIGNED-PAYLOAD",
            ]
        )
        text = "\n".join(["AWS4-HMAC-SHA256", query["X-Amz-Date"], scope, hashlib.sha256(request.encode()).hexdigest()])
        return "" if hmac.compare_digest(given, signed(scope, text)) else "SignatureDoesNotMatch"

    def do_GET(self):
        if refused := self.refusal():
            return self.answer(403, refused.encode())
        if self.key not in HELD:
            return self.answer(404)
        query = dict(parse_qsl(urlsplit(self.path).query))
        wanted = {"response-content-disposition": "Content_Disposition", "response-content-type": "Content_Type"}
        headers = {header: query[name] for name, header in wanted.items() if name in query}
        return self.answer(200, HELD[self.key], ETag='"x"', **headers)

    do_HEAD = do_GET

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in (self.headers["Content-Encoding"] or ""):
            head, _, rest = body.partition(b"\r\n")
            body = rest[: int(head.partition(b";")[0], 16)]
        HELD[self.key] = body
        self.answer(200, ETag='"x"')

    def do_DELETE(self):
        HELD.pop(self.key, None)
        self.answer(204)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        parts = BytesParser().parsebytes(kind + body).get_payload()
        fields = {part.get_param("name", header="Content-Disposition"): part.get_payload(decode=True) for part in parts}
        file = fields.pop("file")
        fields = {name: value.decode() for name, value in fields.items()}
        scope = fields["x-amz-credential"].partition("/")[2]
        if signed(scope, fields["policy"]) != fields["x-amz-signature"]:
            return self.answer(403, b"SignatureDoesNotMatch")
        policy = json.loads(base64.b64decode(fields["policy"]))
        if datetime.now(UTC) > datetime.fromisoformat(policy["expiration"].replace("Z", "+00:00")):
            return self.answer(403, b"Expired")
        for condition in policy["conditions"]:
            if isinstance(condition, list) and condition[0] == "content-length-range":
                if not condition[1] <= len(file) <= condition[2]:
                    return self.answer(400, b"EntityTooLarge")
            elif isinstance(condition, dict):
                for name, value in condition.items():
                    if name != "bucket" and fields.get(name) != value:
                        return self.answer(403, b"AccessDenied")
        HELD[fields["key"]] = file
        return self.answer(303, Location=fields["success_action_redirect"])


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Store)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
