"""Ports and answers."""

import socket

import pytest

from mutabaa.env import load
from mutabaa.stack.answers import check_port, free_port, web_answers
from mutabaa.stack.places import StackError


def test_a_taken_port_is_refused_by_the_variables_name():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(StackError, match=rf"{port} is taken .* MUTABAA_PORT"):
            check_port(port)


def test_a_free_port_is_not_refused():
    check_port(free_port())


def test_nobody_listening_is_no_answer():
    assert not web_answers(load({"MUTABAA_STACK_ENV": "none", "MUTABAA_PORT": str(free_port())}))
