"""The application in this process, on the demonstration, with somebody signed in."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from ddtool.settings import read_settings
from ddtool.web import create_app
from soak.served import DATABASE, make_instance, open_assessment

_WHO = "lucia.quispe@lomas-de-tirso.example"
_CRITERION = "17"
_REQUIREMENT = "17.a"
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
_NOT_PAGES = ("static_files", "api", "health", "account.accept", "account.new_password")
_ROWS_AT_ONCE = 10_000


@dataclass
class Served:
    """The application and the ids of what its pages are about."""

    app: Flask
    client: FlaskClient
    known: dict[str, str]
    _token: str = ""
    _version: int = field(default=0)

    def endpoints(self) -> tuple[str, ...]:
        """Every page that can be looked at with what the demonstration has."""
        rules = [
            rule
            for rule in self.app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and rule.arguments <= set(self.known)
            and not rule.endpoint.startswith(_NOT_PAGES)
        ]
        found = dict.fromkeys(rule.endpoint for rule in sorted(rules, key=lambda one: one.rule))
        return tuple(one for one in found if self._is_page(one))

    def path(self, endpoint: str) -> str:
        """The address of a page."""
        rules = [
            one for one in self.app.url_map.iter_rules(endpoint) if "GET" in (one.methods or ())
        ]
        with self.app.test_request_context():
            values = {name: self.known[name] for name in rules[0].arguments}
            adapter = self.app.create_url_adapter(None) or self.app.url_map.bind("localhost")
            return adapter.build(endpoint, values)

    def get(self, path: str) -> int:
        """Look at a page; how many bytes came."""
        answer = self.client.get(path)
        size = len(answer.data)
        answer.close()
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        return size

    def save(self) -> None:
        """Change one answer."""
        self._version += 1
        sent = {
            "answer": "partly_met",
            "note": f"Measured {self._version}",
            "version": str(self._stored_version()),
            "csrf_token": self._token,
        }
        address = f"/assessments/{self.known['assessment']}/answers/{_REQUIREMENT}"
        answer = self.client.post(address, data=sent, headers={"X-Autosave": self.known["user"]})
        if answer.status_code >= 300:
            raise RuntimeError(f"saving answered {answer.status_code}: {answer.text[:500]}")

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """The statements that go to the database meanwhile."""
        said: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            said.append(statement)

        engine = self.app.extensions["ddtool"].database.engine
        event.listen(engine, "before_cursor_execute", note)
        yield said
        event.remove(engine, "before_cursor_execute", note)

    def close(self) -> None:
        """Give the database back."""
        self.app.extensions["ddtool"].database.close()

    def sign_in(self, password: str) -> None:
        """Somebody of the demonstration."""
        page = self.client.get("/sign-in").text
        sent = {"email": _WHO, "password": password, "csrf_token": _found(page)}
        self.client.post("/sign-in", data=sent)
        self._token = _found(self.client.get("/sites").text)

    def _is_page(self, endpoint: str) -> bool:
        answer = self.client.get(self.path(endpoint))
        answer.close()
        return answer.status_code == 200 and answer.mimetype == "text/html"

    def _stored_version(self) -> int:
        path = self.app.extensions["ddtool"].settings.instance / DATABASE
        query = (
            "SELECT version FROM answers "
            "WHERE organisation_id = ? AND assessment_id = ? AND requirement = ?"
        )
        key = self.known["organisation"], self.known["assessment"], _REQUIREMENT
        connection = sqlite3.connect(path)
        row = connection.execute(query, key).fetchone()
        connection.close()
        return int(row[0]) if row else 0


def serve_in_process(instance: Path) -> Served:
    """The application on an instance that is made and filled for it."""
    passwords = make_instance(instance)
    app = create_app(read_settings({"DDTOOL_INSTANCE": str(instance)}))
    served = Served(app, app.test_client(), _known(instance))
    served.sign_in(passwords[_WHO])
    return served


def crowd(served: Served, answers: int) -> None:
    """Put so many more answers of another organisation into the database."""
    path = served.app.extensions["ddtool"].settings.instance / DATABASE
    connection = sqlite3.connect(path)
    tenant, assessment = connection.execute(
        "SELECT organisation_id, id FROM assessments WHERE organisation_id <> "
        "(SELECT organisation_id FROM assessments WHERE id = ?) LIMIT 1",
        (served.known["assessment"],),
    ).fetchone()
    (there,) = connection.execute("SELECT count(*) FROM answers").fetchone()
    for start in range(0, answers, _ROWS_AT_ONCE):
        numbers = range(start, min(start + _ROWS_AT_ONCE, answers))
        rows = [(tenant, assessment, f"x{there + number}.a") for number in numbers]
        connection.executemany(
            "INSERT INTO answers (organisation_id, assessment_id, requirement, answer, note, "
            "version, changed_at, changed_by) VALUES (?, ?, ?, 'met', 'Seen', 1, "
            "'2026-01-01T00:00:00.000000Z', 'bench')",
            rows,
        )
    connection.commit()
    connection.close()


def _known(instance: Path) -> dict[str, str]:
    assessment = open_assessment(instance)
    connection = sqlite3.connect(instance / DATABASE)
    site, tenant = connection.execute(
        "SELECT site_id, organisation_id FROM assessments WHERE id = ?", (assessment,)
    ).fetchone()
    (certificate,) = connection.execute(
        "SELECT id FROM certificates WHERE organisation_id = ? ORDER BY id", (tenant,)
    ).fetchone()
    (user,) = connection.execute("SELECT id FROM users WHERE email = ?", (_WHO,)).fetchone()
    connection.close()
    return {
        "user": user,
        "organisation": tenant,
        "assessment": assessment,
        "site": site,
        "certificate": certificate,
        "id": certificate,
        "number": _CRITERION,
        "name": "rra@3.0",
    }


def _found(page: str) -> str:
    match = _TOKEN.search(page)
    if match is None:
        raise RuntimeError("a page without its token")
    return match[1]
