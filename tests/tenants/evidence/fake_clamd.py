"""A clamd for the tests: speaks INSTREAM, and finds a virus wherever it reads EICAR.

python fake_clamd.py tcp            prints its port
python fake_clamd.py /path/socket   prints the path
"""

import socket
import struct
import sys


def say(where: object) -> None:
    sys.stdout.write(f"{where}\n")
    sys.stdout.flush()


def serve(listening: socket.socket) -> None:
    while True:
        line, _ = listening.accept()
        with line, line.makefile("rb") as read:
            if read.read(10) != b"zINSTREAM\0":
                line.sendall(b"UNKNOWN COMMAND\0")
                continue
            held = b""
            while size := struct.unpack("!I", read.read(4))[0]:
                held += read.read(size)
            found = b"EICAR" in held
            line.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")


if __name__ == "__main__":
    if sys.argv[1] == "tcp":
        place = socket.create_server(("127.0.0.1", 0))
        say(place.getsockname()[1])
    else:
        place = socket.socket(socket.AF_UNIX)
        place.bind(sys.argv[1])
        place.listen()
        say(sys.argv[1])
    serve(place)
