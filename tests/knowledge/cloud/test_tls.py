"""Whom a connection is made with is checked: own, expired, for another name, of an authority nobody trusts."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.knowledge.cloud.making import EVEREST, cloud, provider
from tests.knowledge.cloud.server import Server, answers, searx, serving

pytest.importorskip("cryptography")
GOOD = searx("珠穆朗玛峰海拔8848.86米。")


@contextmanager
def secured(
    folder: Path, *, name: str = "localhost", days: tuple[int, int] = (-1, 30)
) -> Iterator[tuple[Server, Path]]:
    """A server with a certificate of its own making, and the file by which it would be trusted."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / "cert.pem", folder / "key.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    with serving(answers(GOOD), context) as server:
        yield server, chain


def test_a_certificate_that_is_trusted_is_fine(tmp_path: Path) -> None:
    with secured(tmp_path) as (server, chain), cloud(provider(server.url), ca_file=chain) as one:
        assert one.look(EVEREST).evidence


@pytest.mark.parametrize(
    ("more", "trusted"),
    [
        pytest.param({"days": (-30, -1)}, True, id="expired"),
        pytest.param({"days": (2, 30)}, True, id="not yet valid"),
        pytest.param({"name": "elsewhere.example"}, True, id="another's"),
        pytest.param({}, False, id="nobody trusts it"),
    ],
)
def test_another_is_not_spoken_to(more: dict[str, object], trusted: bool, tmp_path: Path) -> None:
    with secured(tmp_path, **more) as (server, chain):  # type: ignore[arg-type]
        with cloud(provider(server.url), ca_file=chain if trusted else None) as one:
            looked = one.look(EVEREST)
            assert looked.why.startswith("cloud: one: tls, its certificate is not to be trusted")
            assert one.sources[0].breaker.state().failures == 1
            assert one.budget.spent().calls == 0
        assert not server.received


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    nothing = tmp_path / "ca.pem"
    nothing.write_text("nothing")
    with cloud(provider("https://localhost:1"), ca_file=nothing) as one:
        assert f"ca_file {nothing} holds no certificates" in one.look(EVEREST).why


def test_a_probe_speaks_tls_too(tmp_path: Path) -> None:
    with secured(tmp_path) as (server, chain), cloud(provider(server.url), ca_file=chain) as one:
        (source,) = one.sources
        source._try_connection()
        assert source.breaker._reachable
    with secured(tmp_path) as (server, _), cloud(provider(server.url)) as other:
        other.sources[0]._try_connection()
        assert not other.sources[0].breaker._reachable
