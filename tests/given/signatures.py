"""E-signatures with keys that live as long as a test: issuers, people's certificates, two independent producers."""

import io
import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
from asn1crypto import keys, pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers, timestamps
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIRST, LAST = datetime(2015, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001 - certificates are dated in UTC
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Identity:
    """A key and its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"), x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, signs: bool = False, commits: bool = False, issues: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=commits,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def _made(
    key: Key,
    name: str,
    usage: x509.KeyUsage,
    *,
    by: Identity | None = None,
    last: datetime = LAST,
    for_time: bool = False,
) -> Identity:
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(by.certificate.subject if by else _name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None if by else 0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if by:
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
        )
    if for_time:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Identity(key, builder.sign((by.key if by else key), hashes.SHA256()))


def issuer(name: str = "Provutfärdaren CA") -> Identity:
    """Somebody who vouches for people."""
    return _made(ec.generate_private_key(ec.SECP256R1()), name, _usage(issues=True))


def person(name: str, by: Identity, *, commits: bool = True, last: datetime = LAST) -> Identity:
    """A person's signing certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    return _made(key, name, _usage(signs=True, commits=commits), by=by, last=last)


def clockwork(by: Identity) -> Identity:
    """An authority of time; the stamper of the tests knows RSA alone."""
    key = rsa.generate_private_key(65537, 2048)
    return _made(key, "Provtidens myndighet", _usage(signs=True, commits=True), by=by, for_time=True)


def _loaded(identity: Identity) -> tuple[asn1_x509.Certificate, keys.PrivateKeyInfo]:
    return (
        asn1_x509.Certificate.load(pem.unarmor(identity.pem)[2]),
        keys.PrivateKeyInfo.load(pem.unarmor(identity.key_pem)[2]),
    )


def signed(
    data: bytes,
    who: Identity,
    field: str,
    *,
    certify: bool = False,
    stamper: Identity | None = None,
    stamped_at: datetime | None = None,
) -> bytes:
    """Signed by pyHanko, which only adds to the file."""
    certificate, key = _loaded(who)
    stamp = None
    if stamper:
        time_certificate, time_key = _loaded(stamper)
        stamp = timestamps.DummyTimeStamper(time_certificate, time_key, fixed_dt=stamped_at)
    target = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(data)),
        signers.PdfSignatureMetadata(
            field_name=field,
            certify=certify,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            signer_key_usage={"digital_signature"},
        ),
        signer=signers.SimpleSigner(certificate, key, SimpleCertificateStore()),
        timestamper=stamp,
        output=target,
    )
    return target.getvalue()


def turned(data: bytes) -> bytes:
    """The first page turned by an update after the fact."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    page.get_object()["/Rotate"] = generic.NumberObject(180)
    writer.mark_update(page)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


ROOM = 12_000
_RANGE = 9_999_999_999


def rewritten(data: bytes, who: Identity, folder: Path, *, pages: int = 1, old: bytes = b"", new: bytes = b"") -> bytes:
    """A service that writes the whole file anew, adds a page of its own, and signs with OpenSSL: no pyHanko in it.

    Args:
        data: the issued PDF.
        who: who signs.
        folder: where the keys lie while OpenSSL works.
        pages: how many pages it adds.
        old: what it puts other words in place of, on the first page, or nothing.
        new: those words.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for _number in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        if old:
            page = pdf.pages[0]
            content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))
            assert old in content
            page.Contents = pdf.make_stream(content.replace(old, new, 1))
        value = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Sig,
                Filter=pikepdf.Name("/Adobe.PPKLite"),
                SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
                ByteRange=[0, _RANGE, _RANGE, _RANGE],
                Contents=pikepdf.String(bytes(ROOM)),
            )
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=pikepdf.String("Tjänsten"),
                Rect=[0, 0, 0, 0],
                F=132,
                V=value,
                P=pdf.pages[-1].obj,
            )
        )
        pdf.pages[-1].Annots = pdf.make_indirect(pikepdf.Array([field]))
        pdf.Root.AcroForm.Fields.append(field)
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    made = bytearray(target.getvalue())
    start = made.index(b"<" + b"00" * ROOM)
    end = start + 2 * ROOM + 2
    placeholder = f"[ 0 {_RANGE} {_RANGE} {_RANGE} ]".encode()
    place = made.index(placeholder)
    real = f"[ 0 {start} {end} {len(made) - end} ]".encode()
    made[place : place + len(placeholder)] = real.ljust(len(placeholder))
    signature = _openssl(bytes(made[:start] + made[end:]), who, folder).hex().encode()
    made[start + 1 : start + 1 + len(signature)] = signature
    return bytes(made)


def _openssl(data: bytes, who: Identity, folder: Path) -> bytes:
    certificate, key, content = folder / "certificate.pem", folder / "key.pem", folder / "content"
    certificate.write_bytes(who.pem)
    key.write_bytes(who.key_pem)
    content.write_bytes(data)
    command = ["openssl", "cms", "-sign", "-binary", "-md", "sha256", "-outform", "DER", "-in", str(content)]
    command += ["-signer", str(certificate), "-inkey", str(key)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def short(when: datetime) -> datetime:
    """A last day that came before this."""
    return when.replace(tzinfo=None) - timedelta(days=30)
