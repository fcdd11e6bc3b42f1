"""Examples for the page that describes the interface: one curl command for each operation."""

import json
import re
from collections.abc import Mapping
from typing import Any

from ddtool.web.api.openapi import schema_named

_PLACES = {
    "name": "rra@3.0",
    "requirement": "17.1",
    "criterion": "17",
}
_ID = "3f1c2a9e-6a55-4b0e-9f0e-0c2b7f5d1a10"

Described = Mapping[str, Any]


def curl_of(described: Described, path: str, method: str, one: Described) -> str:
    """The command, a line for each option."""
    lines = [f'curl -H "Authorization: Bearer $TOKEN" "$DDTOOL{_filled(path)}"']
    if method != "GET":
        lines.append(f"-X {method}")
    for parameter in one["parameters"]:
        if parameter["name"] == "If-Match":
            lines.append("-H 'If-Match: \"1\"'")
    lines += _brought(described, one)
    if "application/json" not in next(iter(one["responses"].values())).get("content", {}):
        lines += ["-OJ"] if method == "GET" else []
    return " \\\n  ".join(lines)


def _filled(path: str) -> str:
    return re.sub(r"{(\w+)}", lambda found: _PLACES.get(found[1], _ID), path)


def _brought(described: Described, one: Described) -> list[str]:
    content = one.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        properties = content["multipart/form-data"]["schema"]["properties"]
        fields = ['-F "file=@document.pdf"'] if "file" in properties else []
        return fields + (['-F "requirements=17"'] if "requirements" in properties else [])
    if "application/json" not in content:
        return []
    schema = content["application/json"]["schema"]
    if "$ref" not in schema:
        return ["-H 'Content-Type: application/json'", "-d @request.json"]
    found = schema_named(described, schema["$ref"]).get("examples", [{}])[0]
    return ["-H 'Content-Type: application/json'", f"-d '{json.dumps(found)}'"]
