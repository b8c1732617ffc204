"""`python -m stack.doctor.served NAME`, in the gateway's network: the certificate that it serves as NAME's."""

import socket
import ssl
import sys

PLACE = ("127.0.0.1", 8443)
PATIENCE_S = 5


def served(name: str) -> str:
    """Whoever signed it: judging it is the doctor's. Raises OSError where nobody answers, or has no certificate."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection(PLACE, timeout=PATIENCE_S) as plain,
        context.wrap_socket(plain, server_hostname=name) as connection,
    ):
        return ssl.DER_cert_to_PEM_cert(connection.getpeercert(binary_form=True) or b"")


if __name__ == "__main__":
    try:
        print(served(sys.argv[1]))
    except OSError as problem:
        sys.exit(f"opora: {problem}")
