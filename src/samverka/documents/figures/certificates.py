"""Certificates: what one says, and the installation's own. Plain bytes in and out."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# How long a seal holds; a new one is made by taking the old file away.
SEAL_DAYS = 3650
_KEY_ENDS = b"-----END PRIVATE KEY-----\n"
_PEM = b"-----BEGIN CERTIFICATE-----"
# The most that a certificate may weigh.
MOST_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says of itself."""

    pem: str
    sha256: str
    subject: str
    name: str
    first_day: date
    last_day: date
    is_issuer: bool


def read(data: bytes) -> Certificate | None:
    """The one certificate in a file, PEM or DER; None when there is none, or more than one."""
    if len(data) > MOST_BYTES or data.count(_PEM) > 1:
        return None
    try:
        found = x509.load_pem_x509_certificate(data) if _PEM in data else x509.load_der_x509_certificate(data)
        subject = found.subject.rfc4514_string()
        names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return Certificate(
            pem=found.public_bytes(serialization.Encoding.PEM).decode(),
            sha256=hashlib.sha256(found.public_bytes(serialization.Encoding.DER)).hexdigest(),
            subject=subject[:400],
            name=str(names[0].value if names else subject)[:160],
            first_day=found.not_valid_before_utc.date(),
            last_day=found.not_valid_after_utc.date(),
            is_issuer=_is_issuer(found),
        )
    except (ValueError, TypeError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return None


def _is_issuer(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def new_seal(*, place: str, at: datetime) -> bytes:
    """A key and a certificate that the installation has given itself, as one PEM text."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Samverka"),
            # A common name holds no more.
            x509.NameAttribute(NameOID.COMMON_NAME, f"Samverka {place.partition('://')[2]}"[:64]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=SEAL_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def parted(both: bytes) -> tuple[bytes, bytes]:
    """Key and certificate, each a PEM text."""
    key, _end, certificate = both.partition(_KEY_ENDS)
    return key + _KEY_ENDS, certificate
