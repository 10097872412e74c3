"""The API keeps what its OpenAPI document says, whatever is asked: requests are made up from the document itself."""

import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from referrals import limits
from referrals.hsds import openapi

EXAMPLES = int(os.environ.get("API_EXAMPLES", "25"))  # of each operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]  # fmt: skip


SCHEMA = schemathesis.openapi.from_dict(openapi.document("http://localhost/hsds/"))
SCHEMA.app = WSGIHandler()
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.fixture(autouse=True)
def connection_stays():
    """As Django's own client does: the database of the test is not closed behind a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_made_up_request_is_answered_as_the_document_says(shipped, db, operation):
    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case):
        limits.COUNTER.forget()
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
