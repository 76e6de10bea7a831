"""The ten most usual faults of web applications (OWASP, 2021), each tried."""

from __future__ import annotations

import ast
import base64
import json
import logging
import re
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.workbench.addresses import addresses, values_for
from tests.workbench.conftest import ALL, EXAMPLES, PASSWORD, Opened, People, signed_in
from tests.workbench.markup import OF_ITS_OWN
from tests.workbench.test_privacy import CODE, TEXT, everything_stored

import perenou.workbench
from perenou.workbench.accounts.attempts import drop_ended_sessions
from perenou.workbench.accounts.models import User
from perenou.workbench.accounts.rights import Role
from perenou.workbench.audit.models import Event
from perenou.workbench.audit.trail import verify
from perenou.workbench.cases.models import Case
from perenou.workbench.frame.log import JsonLines
from perenou.workbench.jobs.models import Job
from perenou.workbench.jobs.worker import DUTIES

pytestmark = pytest.mark.django_db

SQL: Final = (
    "' OR 1=1 --",
    '" OR ""="',
    "1; DROP TABLE cases_case",
    "%' AND 1=0 UNION SELECT 1 --",
)
SCRIPT: Final = "<script>alert(1)</script>"
CASE: Final = (EXAMPLES / "everyday_two_children.yaml").read_text(encoding="utf-8")


OF_PROGRAMS = {
    "api:ask": 401, "api:batch": 401, "api:simulate": 401, "api:jobs": 405, "api:job": 405,
    "api:result": 405, "api:described": 405,
}  # fmt: skip
"""Addresses of programs, and what a form that is sent there is answered."""


class TestA01BrokenAccessControl:
    """Each address by each role is walked by ``test_rights``; here is what goes around rights."""

    def test_a_case_is_not_reached_by_another_spelling_of_its_address(
        self, somebody: People, opened: Opened
    ) -> None:
        case, client = opened(somebody(Role.CASEWORKER)), signed_in(somebody(Role.CASEWORKER))
        for text in (
            f"{case.number} ",
            f"{case.number}%20",
            f"./{case.number}",
            f"{case.number}%00",
        ):
            answer = client.get(f"/cases/{text}/")
            assert answer.status_code in (400, 404)
            assert case.title not in answer.content.decode()

    def test_a_method_told_in_a_header_or_a_field_is_not_another_method(
        self, somebody: People, opened: Opened
    ) -> None:
        user = somebody(Role.ADMINISTRATOR)
        client = signed_in(user)
        client.get(
            f"/account/users/{user.pk}/change/unlock/", headers={"X-HTTP-Method-Override": "POST"}
        )
        client.get(f"/account/users/{user.pk}/change/unlock/?_method=POST")
        assert not Event.objects.filter(action="account.unlocked").exists()
        del opened

    def test_a_form_from_elsewhere_is_refused_on_every_address(
        self, somebody: People, opened: Opened
    ) -> None:
        user = somebody(*Role)
        case = opened(user)
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        for number, address in enumerate(addresses()):
            is_of_programs = address.name in OF_PROGRAMS
            assert getattr(address.view, "csrf_exempt", False) is is_of_programs, address.name
            if number % 5 and not is_of_programs and not ALL:
                continue  # no view is exempt; in a longer run each is sent to (`make pages`)
            at = reverse(address.name, kwargs=values_for(address, case))
            events = Event.objects.count()
            # Programs are known by a token that no browser sends along by itself; those who watch
            # can change nothing.
            expected = 405 if address.namespace == "operations" else 403
            expected = OF_PROGRAMS.get(address.name, expected)
            assert client.post(at, {"x": "y"}).status_code == expected, address.name
            assert Event.objects.count() <= events, address.name

    @pytest.mark.parametrize(
        "wanted",
        [
            "https://example.com/",
            "//example.com/",
            "/\\example.com",
            "demo",
            "?x",
            "javascript:alert(1)",
        ],
    )
    def test_nobody_is_sent_elsewhere(self, somebody: People, opened: Opened, wanted: str) -> None:
        user = somebody(Role.CASEWORKER)
        case, client = opened(user, is_restricted=True), signed_in(user)
        told = {"username": user.username, "password": PASSWORD, "next": wanted}
        answers = [
            Client().post("/account/sign-in/", told),
            client.get("/account/sign-in/", {"next": wanted}),
            client.post("/language/", {"language": "en", "next": wanted}),
            client.post("/law-day/", {"day": "2024-01-01", "next": wanted}),
            client.post(f"/cases/{case.number}/purpose/", {"purpose": "vaie", "next": wanted}),
        ]
        for answer in answers:
            assert answer.status_code == 302
            assert answer["Location"].startswith("/")
            assert not answer["Location"].startswith(("//", "/\\"))

    def test_the_page_to_go_back_to_cannot_be_changed_by_its_own_query(
        self, somebody: People, opened: Opened
    ) -> None:
        user = somebody(Role.CASEWORKER)
        case = opened(user, is_restricted=True)
        answer = signed_in(user).get(f"/cases/{case.number}/?a=1&next=/audit/")
        assert answer["Location"].count("&") == 0
        page = signed_in(user).get(answer["Location"]).content.decode()
        assert f'value="/cases/{case.number}/?a=1&amp;next=/audit/"' in page


class TestA02CryptographicFailures:
    """What is secret cannot be read where it is stored."""

    def test_nothing_personal_can_be_read_in_the_database(self, somebody: People) -> None:
        client = signed_in(somebody(Role.CASEWORKER))
        client.post("/entry/new/", {"title": "Kaks last", "content": TEXT, "token": "a"})
        assert Case.objects.exists()
        stored = everything_stored()
        for secret in (CODE, "Mari", "Näide", "1988-02-03", PASSWORD):
            assert secret not in stored, secret

    def test_no_sum_of_a_family_can_be_read_in_the_database(
        self, somebody: People, opened: Opened
    ) -> None:
        """Nor what was kept in clear before: the migration that ended it takes it away."""
        case = opened(somebody(Role.CASEWORKER))
        signed_in(case.owner).get(f"/cases/{case.number}/")
        assert '"cents": 192000' in case.versions.get().determination
        assert not re.search(r"192000|1920[.,]00", everything_stored())
        Case.objects.update(least=192000, most=192000)
        import_module("perenou.workbench.cases.migrations.0005_no_sums").clear(apps, None)
        assert not re.search(r"192000|1920[.,]00", everything_stored())

    def test_passwords_are_kept_by_a_slow_hash(self) -> None:
        from perenou.workbench import settings

        assert not hasattr(settings, "PASSWORD_HASHERS")  # the framework's own: PBKDF2
        assert settings.SESSION_COOKIE_HTTPONLY
        assert settings.CSRF_COOKIE_HTTPONLY

    def test_in_production_everything_goes_over_an_encrypted_line(self) -> None:
        import subprocess
        import sys

        told = {
            "PERENOU_PRODUCTION": "1", "PERENOU_SECRET": "abcdefghij" * 5,
            "PERENOU_HOSTS": "perenou.example",
            "PERENOU_KEYS": base64.urlsafe_b64encode(bytes(range(32))).decode(), "PATH": "",
        }  # fmt: skip
        code = (
            "from perenou.workbench import settings as s;"
            "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
            "s.SECURE_HSTS_SECONDS >= 31536000, s.DEBUG, s.ALLOWED_HOSTS,"
            "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == [
            *["True"] * 4, "False", "['perenou.example']", "__Host-session", "__Host-csrf",
        ]  # fmt: skip


class TestA03Injection:
    """What is typed is data, wherever it goes."""

    @pytest.mark.parametrize("text", [*SQL, SCRIPT, "{{ 7|add:7 }}", "%s%n", "../../etc/passwd"])
    def test_filters_search_and_pages_take_any_text(
        self, somebody: People, opened: Opened, text: str
    ) -> None:
        client = signed_in(somebody(*Role))
        opened(somebody(Role.CASEWORKER))
        keys = ("q", "page", "sort", "who", "action", "about", "since", "until", "purpose", "state")
        for address in ("/", "/cases/", "/audit/", "/jobs/", "/account/users/"):
            answer = client.get(address, dict.fromkeys(keys, text))
            assert answer.status_code == 200, address
            assert SCRIPT not in answer.content.decode(), address
        assert Case.objects.count() == 1

    def test_what_a_case_says_is_shown_as_text(self, somebody: People) -> None:
        client = signed_in(somebody(Role.CASEWORKER))
        content = CASE.replace("Mari Näide", f'"{SCRIPT}"')
        sent = {"title": SCRIPT, "content": content, "token": "a"}
        answer = client.post("/entry/new/", sent, follow=True)
        pages = [answer, client.get("/cases/"), client.get("/"), client.post("/entry/new/", sent)]
        for each in pages:
            assert SCRIPT not in each.content.decode()

    def test_a_case_file_makes_no_objects_and_grows_no_bombs(self, somebody: People) -> None:
        client = signed_in(somebody(Role.CASEWORKER))
        bombs = (
            "title: !!python/object/apply:os.system ['true']\n",
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n",
            "[" * 5000,
        )
        for content in bombs:
            answer = client.post("/entry/new/", {"title": "x", "content": content, "token": "a"})
            assert answer.status_code == 422


class TestA04InsecureDesign:
    """A step done twice is done once, and no step is left out."""

    def test_a_form_sent_again_changes_nothing(self, somebody: People, opened: Opened) -> None:
        user = somebody(Role.CASEWORKER)
        case, client = opened(user), signed_in(user)
        sent = {"content": CASE, "token": "same", "based_on": "1"}
        for _ in range(3):
            assert client.post(f"/entry/{case.number}/edit/", sent).status_code == 302
        assert case.versions.count() == 2

    def test_a_token_of_another_case_is_that_of_another_form(
        self, somebody: People, opened: Opened
    ) -> None:
        user = somebody(Role.CASEWORKER)
        one, other, client = opened(user), opened(user), signed_in(user)
        sent = {"content": CASE, "token": "same", "based_on": "1"}
        client.post(f"/entry/{one.number}/edit/", sent)
        there = client.post(f"/entry/{other.number}/edit/", sent)
        assert there["Location"] == f"/cases/{other.number}/"
        assert (one.versions.count(), other.versions.count()) == (2, 2)

    def test_a_purpose_is_not_left_out_by_sending_the_form_at_once(
        self, somebody: People, opened: Opened
    ) -> None:
        user = somebody(Role.CASEWORKER)
        case = opened(user, is_restricted=True)
        sent = {"content": CASE, "token": "a", "based_on": "1"}
        answer = signed_in(user).post(f"/entry/{case.number}/edit/", sent)
        assert "/purpose/" in answer["Location"]
        assert case.versions.count() == 1


class TestA05Misconfiguration:
    """What an installation tells of itself, and what it forbids a browser."""

    def test_every_answer_carries_the_headers(self, somebody: People) -> None:
        user = somebody(Role.CASEWORKER)
        for answer in (
            Client().get("/account/sign-in/"), signed_in(user).get("/"),
            signed_in(user).get("/nowhere/"), signed_in(user).get("/audit/"),
        ):  # fmt: skip
            policy = answer["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Referrer-Policy"] == "same-origin"
            assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
            assert answer["X-Trace-Id"]
            assert "Server" not in answer.headers

    def test_no_template_holds_script_or_style_of_its_own(self) -> None:
        templates = [*Path(perenou.workbench.__file__).parent.rglob("*.html")]
        assert len(templates) > 100
        for template in templates:
            assert OF_ITS_OWN.search(template.read_text(encoding="utf-8")) is None, template

    def test_what_breaks_tells_nothing_of_the_inside(
        self, somebody: People, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("a secret of the inside")

        monkeypatch.setattr("perenou.workbench.desk.views.blocks", broken)
        client = signed_in(somebody(Role.CASEWORKER))
        client.raise_request_exception = False
        answer = client.get("/")
        page = answer.content.decode()
        assert answer.status_code == 500
        assert "PN-500" in page
        for inside in ("secret of the inside", "RuntimeError", "Traceback", ".py"):
            assert inside not in page

    def test_another_host_is_not_answered(self) -> None:
        client = Client(raise_request_exception=False)
        assert client.get("/account/sign-in/", headers={"Host": "example.com"}).status_code == 400

    def test_debugging_is_off(self) -> None:
        from perenou.workbench import settings

        assert settings.DEBUG is False
        assert "django.contrib.admin" not in settings.INSTALLED_APPS

    def test_a_page_of_a_person_is_not_kept_by_a_browser(self, somebody: People) -> None:
        client = signed_in(somebody(Role.CASEWORKER))
        for address in ("/", "/cases/", "/account/own/"):
            assert "no-store" in client.get(address)["Cache-Control"], address


class TestA06OutdatedComponents:
    """What is installed is exactly what was chosen."""

    def test_what_runs_is_what_the_lock_names(self) -> None:
        from importlib.metadata import version

        lock = Path(__file__).resolve().parents[2] / "requirements" / "workbench.txt"
        text = lock.read_text(encoding="utf-8")
        pins = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.M))
        for package in ("django", "cryptography", "gunicorn", "mozilla-django-oidc", "whitenoise"):
            assert version(package) == pins[package]
            assert re.search(rf"^{package}==.*\\\n\s+--hash=sha256:", text, re.M), package


class TestA07AuthenticationFailures:
    """Locks, waits and links are tried by ``test_accounts``; here is what surrounds them."""

    def test_a_session_of_before_is_worth_nothing_after(self, somebody: People) -> None:
        user = somebody(Role.CASEWORKER)
        client = Client()
        client.get("/account/sign-in/")
        session = client.session
        session["planted"] = True
        session.save()
        planted = str(session.session_key)
        client.cookies["sessionid"] = planted
        client.post("/account/sign-in/", {"username": user.username, "password": PASSWORD})
        assert client.cookies["sessionid"].value != planted
        stranger = Client()
        stranger.cookies["sessionid"] = planted
        assert stranger.get("/cases/").status_code == 302

    def test_signing_out_ends_the_session_for_good(self, somebody: People) -> None:
        client = signed_in(somebody(Role.CASEWORKER))
        kept = client.cookies["sessionid"].value
        client.post("/account/sign-out/")
        stranger = Client()
        stranger.cookies["sessionid"] = kept
        assert stranger.get("/cases/").status_code == 302

    def test_a_name_that_nobody_has_is_answered_like_a_wrong_password(
        self, somebody: People
    ) -> None:
        user = somebody(Role.CASEWORKER)
        pages = [
            Client().post("/account/sign-in/", {"username": name, "password": "wrong"})
            for name in (user.username, "nobody-at-all")
        ]
        one, other = (re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages)
        assert one == other

    def test_a_cookie_is_kept_from_scripts_and_from_other_sites(self, somebody: People) -> None:
        user = somebody(Role.CASEWORKER)
        client = Client()
        client.post("/account/sign-in/", {"username": user.username, "password": PASSWORD})
        cookie = client.cookies["sessionid"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["max-age"]  # ends with the browser

    def test_cookies_end_with_the_browser_and_hold_random_keys_alone(
        self, somebody: People
    ) -> None:
        """Whatever somebody chooses is kept of them here, and goes on from where they left it."""
        user = somebody(Role.CASEWORKER)
        client = Client(enforce_csrf_checks=True)

        def sends(address: str, **told: str) -> None:
            token = client.cookies["csrftoken"].value
            answer = client.post(address, {**told, "csrfmiddlewaretoken": token})
            assert answer.status_code == 302, address

        client.get("/account/sign-in/")
        sends("/language/", language="ru")
        sends("/account/sign-in/", username=user.username, password=PASSWORD)
        sends("/look/", theme="dark", rail="folded")
        sends("/law-day/", day="2024-03-01")
        page = client.get("/").content.decode()
        for kept in ('<html lang="ru" data-theme="dark" data-rail="folded">', 'value="2024-03-01"'):
            assert kept in page
        assert set(client.cookies) == {"sessionid", "csrftoken"}
        for cookie in client.cookies.values():
            assert re.fullmatch(r"[a-zA-Z0-9]{32}", cookie.value)
            assert (cookie["max-age"], cookie["expires"]) == ("", "")
        sends("/account/sign-out/")
        assert 'lang="ru"' in client.get("/account/sign-in/").content.decode()
        assert 'lang="ru" data-theme="dark"' in signed_in(user).get("/").content.decode()

    def test_no_module_of_ours_sets_a_cookie(self) -> None:
        """The framework sets two, which the test above looks at."""
        code = Path(perenou.workbench.__file__).parent.rglob("*.py")
        assert [path for path in code if "set_cookie" in path.read_text("utf-8")] == []

    def test_ended_sessions_are_not_kept(self, somebody: People) -> None:
        ended, open_ = (signed_in(somebody(Role.CASEWORKER)) for _ in range(2))
        keys = [client.cookies["sessionid"].value for client in (ended, open_)]
        Session.objects.filter(session_key=keys[0]).update(expire_date=timezone.now())
        drop = drop_ended_sessions
        assert f"{drop.__module__}:{drop.__name__}" in DUTIES
        drop()
        assert [each.session_key for each in Session.objects.all()] == keys[1:]


class TestA08IntegrityFailures:
    """What was altered is not believed."""

    def test_an_altered_session_is_no_session(self, somebody: People) -> None:
        user, other = somebody(Role.CASEWORKER), somebody(Role.ADMINISTRATOR)
        client = signed_in(user)
        row = Session.objects.get(session_key=client.cookies["sessionid"].value)
        told = {"_auth_user_id": str(other.pk), "_auth_user_hash": "guessed"}
        body = base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
        row.session_data = f"{body}:{row.session_data.partition(':')[2]}"
        row.save()
        assert client.get("/account/users/").status_code == 302

    def test_a_session_sealed_without_the_secret_is_no_session(self, somebody: People) -> None:
        other = somebody(Role.ADMINISTRATOR)
        client = signed_in(somebody(Role.CASEWORKER))
        row = Session.objects.get(session_key=client.cookies["sessionid"].value)
        told = {
            "_auth_user_id": str(other.pk), "_auth_user_hash": other.get_session_auth_hash(),
            "_auth_user_backend": configured.AUTHENTICATION_BACKENDS[0],
        }  # fmt: skip
        forged = signing.TimestampSigner(key="another", salt="django.contrib.sessions.SessionStore")
        row.session_data = forged.sign_object(told, compress=True)
        row.save()
        assert client.get("/account/users/").status_code == 302

    def test_an_altered_event_is_found(self, somebody: People) -> None:
        client = signed_in(somebody(Role.EXPERT))
        client.get("/cases/")
        assert list(verify()) == []
        Event.objects.update(actor=None)
        assert list(verify()) != []

    def test_nothing_is_read_from_pickles(self) -> None:
        for file in Path(perenou.workbench.__file__).parent.rglob("*.py"):
            names = {
                alias.name
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                if isinstance(node, ast.Import) for alias in node.names
            }  # fmt: skip
            assert not names & {"pickle", "shelve", "marshal"}, file
        serializer: object = configured.SESSION_SERIALIZER
        assert serializer == "django.contrib.sessions.serializers.JSONSerializer"


class TestA09LoggingFailures:
    """The trail tells who did it; the log tells nothing of whom it was about."""

    def test_failures_and_refusals_are_written_down(self, somebody: People, opened: Opened) -> None:
        case, user = opened(somebody(Role.CASEWORKER)), somebody(Role.CASEWORKER)
        Client().post("/account/sign-in/", {"username": user.username, "password": "wrong"})
        signed_in(user).get(f"/cases/{case.number}/")
        signed_in(user).get("/audit/")
        assert Event.objects.filter(action="sign_in_failed").count() == 1
        assert Event.objects.filter(action="refused", actor=user).count() == 2

    def test_no_log_and_no_event_holds_personal_data(
        self, somebody: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(told: object, *_: object, **__: object) -> None:
            raise RuntimeError(f"{CODE} {told}")

        client = signed_in(somebody(Role.CASEWORKER))
        client.raise_request_exception = False
        client.get(f"/cases/{CODE}/?q={CODE}")
        Client().post("/account/sign-in/", {"username": CODE, "password": CODE})
        monkeypatch.setattr("perenou.workbench.cases.actions.open_case", broken)
        sent = {"title": "x", "content": TEXT, "token": "a"}
        assert client.post("/entry/new/", sent).status_code == 500
        lines = [JsonLines().format(record) for record in caplog.records]
        assert any('"log.level": "error"' in line for line in lines)
        for line in lines:
            assert CODE not in line
            assert "Mari" not in line
            assert json.loads(line)["trace.id"]
        assert CODE not in str(list(Event.objects.values_list()))
        assert CODE not in str(list(Job.objects.values_list()))

    def test_every_line_goes_out_in_that_form(self) -> None:
        from perenou.workbench.settings import LOGGING

        told = json.dumps(LOGGING, default=str)
        assert '"root": {"handlers": ["stderr"]' in told
        assert '"formatter": "json"' in told
        assert not logging.getLogger("django.server").isEnabledFor(logging.DEBUG)

    def test_nobody_can_take_an_event_away_by_any_page(self, somebody: People) -> None:
        user = somebody(*Role)
        client = signed_in(user)
        event = Event.objects.create(number=10**6, at="2026-01-01T00:00Z", action="sign_out")
        for method in ("delete", "put", "patch", "post"):
            getattr(client, method)(f"/audit/{event.number}/")
        assert Event.objects.filter(pk=event.pk).exists()


class TestA10RequestForgery:
    """The server itself asks no address that a page was told."""

    def test_only_the_sign_in_service_of_the_configuration_is_ever_asked(self) -> None:
        root = Path(perenou.workbench.__file__).parent
        texts = {
            str(file.relative_to(root)): file.read_text(encoding="utf-8")
            for file in root.rglob("*.py")
        }

        def importing(what: str) -> set[str]:
            return {name for name, text in texts.items() if re.search(what, text, re.M)}

        direct = r"^\s*(import|from) (requests|urllib\.request|http\.client|socket)\b"
        assert importing(direct) == {"jobs/worker.py"}  # a worker names its host
        bounded = r"^\s*from perenou\.services\.call import .*\bcalled\b"
        assert importing(bounded) == {"accounts/state_sign_in.py"}


def test_ten_faults_are_tried() -> None:
    tried = sorted(name for name in globals() if re.match(r"TestA\d\d", name))
    assert [name[5:7] for name in tried] == [f"{at:02}" for at in range(1, 11)]
    assert User.objects.count() == 0
