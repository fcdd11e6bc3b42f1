"""People at the pages, without a browser: they sign in, save answers and look at what is stored."""

import http.client
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from soak.served import Served, open_assessment

LUCIA = "lucia.quispe@lomas-de-tirso.example"
MATEO = "mateo.huanca@lomas-de-tirso.example"

LONGEST_SECONDS = 60.0
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
_FIELD = re.compile(r'<input[^>]* id="(?P<id>[^"]+)-version"[^>]* value="(?P<version>\d+)"')


class LineLost(Exception):
    """The server went away before it answered."""


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    text: str
    retry_after: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """The same as JSON."""
        found: dict[str, Any] = json.loads(self.text)
        return found


@dataclass
class Visitor:
    """Somebody who is signed in; one connection, which is opened again where it broke."""

    served: Served
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    assessment: str = ""
    _line: http.client.HTTPConnection | None = None
    _others: list["Visitor"] = field(default_factory=list)

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        for line in (self, *self._others):
            line.hang_up()

    def sign_in(self, email: str, password: str) -> "Visitor":
        """Sign in and find the assessment that is being filled in."""
        self.get("/sign-in")
        sent = self._ask("POST", "/sign-in", {"email": email, "password": password})
        if sent.status not in (302, 303):
            raise PermissionError(f"{email}: {sent.status}")
        self.assessment = open_assessment(self.served.instance)
        self.get(self.page("17"))
        return self

    def again(self) -> "Visitor":
        """The same person at one more connection, closed with this one."""
        other = Visitor(self.served, dict(self.cookies), self.token, self.assessment)
        self._others.append(other)
        return other

    def page(self, number: str) -> str:
        """The path of a criterion."""
        return f"/assessments/{self.assessment}/criteria/{number}"

    def get(self, path: str) -> Reply:
        """Look at a page.

        :raises LineLost: the server went away.
        """
        reply = self._ask("GET", path)
        found = _TOKEN.search(reply.text)
        self.token = found.group(1) if found else self.token
        return reply

    def save(self, requirement: str, note: str, *, version: int, answer: str = "met") -> Reply:
        """Save one answer, the way the page does it as somebody types.

        :raises LineLost: the server went away; nobody knows whether it is stored.
        """
        said = {"answer": answer, "note": note, "version": str(version)}
        return self._ask("POST", f"/assessments/{self.assessment}/answers/{requirement}", said)

    def version(self, requirement: str) -> int:
        """The version of an answer that its page shows."""
        text = self.get(self.page(requirement.partition(".")[0])).text
        versions = {one["id"]: int(one["version"]) for one in _FIELD.finditer(text)}
        return versions[requirement]

    def _ask(self, method: str, path: str, said: dict[str, str] | None = None) -> Reply:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if said is not None:
            body = urlencode(said | {"csrf_token": self.token})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            return self._answer(method, path, body, headers)
        except (OSError, http.client.HTTPException) as lost:
            self.hang_up()
            raise LineLost from lost

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        if self._line is None:
            self._line = http.client.HTTPConnection(
                "127.0.0.1", self.served.port, timeout=LONGEST_SECONDS
            )
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Reply(answer.status, text, answer.headers.get("Retry-After", ""))

    def hang_up(self) -> None:
        """Close the connection."""
        if self._line is not None:
            self._line.close()
            self._line = None
