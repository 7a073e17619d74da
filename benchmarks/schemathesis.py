"""Asks the API what its own description allows, many times over, and holds every answer to that description.

python -m benchmarks.schemathesis [CASES]     # 5,000 unless told otherwise, on a database made for it; minutes
"""

import os
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import django
import hypothesis
import requests
import schemathesis
from django.conf import settings
from django.test import Client
from django.test.utils import get_runner

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
django.setup()

from tests import published_factories  # noqa: E402 - its models need the settings

CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance",
)  # fmt: skip
Ask = Callable[[str, dict[str, Any]], Any]


def play(schema: dict[str, Any], ask: Ask, *, count: int, seed: int = 1) -> tuple[Counter[int], list[str]]:
    """Send ``count`` cases, as many to each address; the answers by status, and every fault that was found."""
    described = schemathesis.openapi.from_dict(schema)
    checks = [getattr(schemathesis.checks, name) for name in CHECKS]
    operations = [found.ok() for found in described.get_all_operations()]
    answers: Counter[int] = Counter()
    faults: list[str] = []
    for operation in operations:

        @hypothesis.seed(seed)
        @hypothesis.settings(
            max_examples=-(-count // len(operations)),
            deadline=None,
            database=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy())
        def one(case: Any) -> None:
            response = answer_of(case, ask)
            answers[response.status_code] += 1
            try:
                case.validate_response(response, checks=checks)
            except BaseExceptionGroup as group:
                faults.extend(f"{case.formatted_path}: {error}" for error in group.exceptions)
            except AssertionError as error:
                faults.append(f"{case.formatted_path} {case.query}: {error}")

        one()
    return answers, faults


def answer_of(case: Any, ask: Ask) -> schemathesis.Response:
    """What the API answers, as the checks know answers."""
    given = ask(case.formatted_path, dict(case.query or {}))
    request = requests.Request("GET", f"http://testserver{case.formatted_path}", params=case.query).prepare()
    return schemathesis.Response(
        status_code=given.status_code,
        headers={name.lower(): [value] for name, value in given.headers.items()},
        content=b"".join(given.streaming_content) if given.streaming else given.content,
        request=request,
        elapsed=0.0,
        verify=True,
    )


def fill() -> None:
    """A few records of several kinds."""
    for number in range(5):
        published_factories.build_event(title=f"Event {number}", place=published_factories.build_place())
        published_factories.build_article()


def main() -> int:
    """Play on a database of its own; the exit code says whether nothing was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    runner = get_runner(settings)(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        fill()
        client = Client()
        answers, faults = play(client.get("/api/v1/schema.json").json(), client.get, count=count)
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()
    print(f"{sum(answers.values()):,} cases; answers by status: {dict(sorted(answers.items()))}")
    for fault in faults[:20]:
        print(fault)
    print(f"{len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
