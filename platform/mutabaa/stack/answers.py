"""Does a port stand free, does the web server answer?"""

import http.client
import socket

from mutabaa.env import Environment
from mutabaa.stack.places import StackError

LOCAL = "127.0.0.1"


def check_port(port: int) -> None:
    """Raise StackError when another program listens on the port already."""
    for family, address in ((socket.AF_INET, LOCAL), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind((address, port))
        except PermissionError:
            raise StackError(
                f"this user may not open port {port}; choose another by MUTABAA_PORT, such as 8000"
            ) from None
        except OSError as error:
            if family == socket.AF_INET or error.errno == 98:
                raise StackError(
                    f"port {port} is taken by another program; choose another by MUTABAA_PORT, such as "
                    f"MUTABAA_PORT={free_port()}"
                ) from None


def free_port() -> int:
    """Some port that is free now."""
    with socket.socket() as tried:
        tried.bind((LOCAL, 0))
        return int(tried.getsockname()[1])


def web_answers(read: Environment) -> bool:
    """Whether /healthz answers well. Names below localhost may not resolve, so the network's host is a header."""
    connection = http.client.HTTPConnection(LOCAL, read.port, timeout=5)
    headers = {"Host": f"{read.domain}:{read.port}", "X-Forwarded-Proto": "https" if read.https else "http"}
    try:
        connection.request("GET", "/healthz", headers=headers)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
