"""Whether a secured connection proves who is at the other end, and what is noted of it either way."""

import ssl
from functools import cache
from hashlib import sha256

import aiohttp

from crawler.archive.exchange import Tls

_LEGACY_SERVER_CONNECT = 0x4  # an option of OpenSSL that Python names from 3.12 on


@cache
def verifying() -> ssl.SSLContext:
    """Return the context that verifies certificates; made once, reading the authorities takes a while."""
    return ssl.create_default_context()


@cache
def lenient() -> ssl.SSLContext:
    """Return the context that takes any certificate and old protocols too; what comes over it proves nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= _LEGACY_SERVER_CONNECT
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    return context


def seen(connection: ssl.SSLObject | None) -> Tls | None:
    """Return what secures *connection*, if anything does."""
    if connection is None:
        return None
    certificate = connection.getpeercert(binary_form=True) or b""
    return Tls(protocol=connection.version() or "", certificate=sha256(certificate).hexdigest())


def reason(error: aiohttp.ClientSSLError) -> str:
    """Return why a connection could not be secured, in the words of the library that tried."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        said = error.certificate_error
        return str(getattr(said, "verify_message", "") or said)
    return str(getattr(error.os_error, "reason", "") or error.os_error)
