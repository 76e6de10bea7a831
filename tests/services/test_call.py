"""A call of another service ends in time, and goes where it was meant to or nowhere."""

from __future__ import annotations

import socket
import time

import pytest
from tests.services.fake_service import Reply, service

from perenou.services.call import Answer, ServiceError, called, is_safe
from perenou.services.circuit import Circuit


def ask(address: str, seconds: float = 5, most: int = 1000) -> Answer:
    return called(address, seconds=seconds, most=most)


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(wait=2), "slow"), (Reply(body=b"x" * 90, drip=0.05), "slow"),
        (Reply(head_drip=0.05), "slow"),
        (Reply(body=b"x" * 1001), "too_large"), (Reply(length=10), "broken"),
        (Reply(status=500), "refused"), (Reply(status=404), "refused"),
        (Reply(status=302, location="http://127.0.0.1:1/"), "refused"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_an_error_in_time(reply: Reply, why: str) -> None:
    with service() as fake:
        fake.reply = reply
        begun = time.monotonic()
        with pytest.raises(ServiceError) as caught:
            ask(fake.address, seconds=0.4)
        assert caught.value.why == why
        assert time.monotonic() - begun < 1.5
        assert len(fake.asked) == 1


def test_nobody_who_listens_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServiceError, match="unreachable"):
        ask(f"http://127.0.0.1:{port}/")


def test_what_no_server_says_is_broken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading

        def answer() -> None:
            connection, _ = server.accept()
            connection.recv(1000)
            connection.sendall(b"hello\r\n\r\n")
            connection.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(ServiceError, match="broken"):
            ask(f"http://127.0.0.1:{server.getsockname()[1]}/")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://register.example.ee/r1", True), ("http://127.0.0.1:80", True),
        ("http://localhost/", True), ("http://[::1]/", True), ("http://register.example.ee", False),
        ("http://127.0.0.1.example.ee", False), ("ftp://localhost", False), ("", False),
        ("https:///x", False), ("file:///etc/passwd", False),
    ],
)  # fmt: skip
def test_data_go_encrypted_or_stay_on_the_machine(address: str, safe: bool) -> None:
    assert is_safe(address) is safe
    if not safe:
        with pytest.raises(ServiceError, match="refused"):
            ask(address)


def test_a_service_that_fails_is_left_alone_and_tried_again() -> None:
    now, calls = [0.0], []
    circuit = Circuit(failures=2, rest=60, clock=lambda: now[0])

    def fail() -> None:
        calls.append(now[0])
        raise ServiceError("slow")

    for _ in range(2):
        with pytest.raises(ServiceError, match="slow"):
            circuit.through(fail)
    with pytest.raises(ServiceError, match="resting"):
        circuit.through(fail)
    assert len(calls) == 2
    now[0] = 61
    assert circuit.through(lambda: 7) == 7
    with pytest.raises(ServiceError, match="slow"):
        circuit.through(fail)  # an answer between them begins the count anew


def test_whoever_refuses_a_question_is_there() -> None:
    circuit = Circuit(failures=1)

    def refuse() -> None:
        raise ServiceError("refused", 404)

    for _ in range(3):
        with pytest.raises(ServiceError, match="refused"):
            circuit.through(refuse)
