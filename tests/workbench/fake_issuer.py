"""A sign-in service of one's own for the tests: the state's addresses, short tokens."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

TOKEN_HOLDS = 40
"""Seconds."""


@dataclass
class FakeIssuer:
    """The service.

    Attributes:
        subject: whom it knows the next person as. changes: claims that the next token tells
            otherwise; None takes one away. error: what it sends back instead of a code. asked: what
            it was asked with, first. key: signs; published: stands among its public keys. document:
            what its discovery document tells otherwise or besides.
    """

    address: str = ""
    subject: str = "EE38001085718"
    changes: dict[str, object] = field(default_factory=dict)
    error: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    published: rsa.RSAPrivateKey | None = None
    algorithm: str = "RS256"
    is_down: bool = False
    document: dict[str, object] = field(default_factory=dict)

    def authorize(self, asked: dict[str, str]) -> str:
        """Where a person is sent back to."""
        self.asked = asked
        told = {"state": asked["state"]}
        if self.error:
            return f"{asked['redirect_uri']}?{urlencode(told | {'error': self.error})}"
        code = f"code{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode(told | {'code': code})}"

    def token(self, code: str) -> str:
        """The token for a code, which is given once."""
        asked = self.codes.pop(code)
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.address, "aud": asked["client_id"], "sub": self.subject,
            "iat": now, "nbf": now, "exp": now + TOKEN_HOLDS, "nonce": asked["nonce"],
            "amr": ["smartid"], "jti": code,
        }  # fmt: skip
        claims |= self.changes
        told = {key: value for key, value in claims.items() if value is not None}
        if self.algorithm != "RS256":
            return jwt.encode(told, "x" * 64, self.algorithm, {"kid": "one"})
        return jwt.encode(told, self.key, "RS256", {"kid": "one"})

    def keys(self) -> dict[str, object]:
        """Its public keys."""
        public = (self.published or self.key).public_key()
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public))
        return {"keys": [told | {"kid": "one", "use": "sig", "alg": "RS256"}]}


@contextmanager
def running() -> Iterator[FakeIssuer]:
    """The service, answering on an address of this machine."""
    issuer = FakeIssuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = urlsplit(self.path)
            if issuer.is_down:
                self.send_error(503)
            elif at.path == "/oidc/.well-known/openid-configuration":
                base = f"{issuer.address}/oidc"
                self._tell({
                    "issuer": issuer.address, "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token", "jwks_uri": f"{base}/jwks",
                    "userinfo_endpoint": f"{base}/profile", **issuer.document,
                })  # fmt: skip
            elif at.path == "/oidc/jwks":
                self._tell(issuer.keys())
            elif at.path == "/oidc/authorize":
                asked = {key: values[0] for key, values in parse_qs(at.query).items()}
                self.send_response(302)
                self.send_header("Location", issuer.authorize(asked))
                self.end_headers()
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told = {key: values[0] for key, values in parse_qs(sent).items()}
            known = base64.b64encode(b"perenou:secret").decode()
            is_ours = self.headers.get("Authorization") == f"Basic {known}"
            if issuer.is_down or not is_ours or told.get("code") not in issuer.codes:
                self.send_error(400)
                return
            self._tell({"access_token": "a", "id_token": issuer.token(told["code"])})

        def _tell(self, content: dict[str, object]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            del told

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
