"""The description of the API is valid, complete, and in step with what is served."""

import pytest
from jsonschema import ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator

from gateway.web.problems import PROBLEMS
from tests.gateway.web.visitor import Visitor, conforms, description


def test_the_description_is_valid():
    OpenAPIV31SpecValidator(description()).validate()


async def test_it_is_served_as_it_is_written():
    reply = await Visitor().get("/chat/openapi.json")
    assert reply.headers["content-type"] == "application/json"
    assert reply.json() == description()


async def test_every_address_in_it_is_there():
    visitor = Visitor()
    for path, methods in description()["paths"].items():
        for method in methods:
            url = path.format(key="k-partner", language="es")
            reply = await visitor.client.request(method, url)
            assert reply.status_code not in (404, 405), (method, path)


def test_it_names_every_problem_there_is():
    assert {*description()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]} == {
        *PROBLEMS
    }


def test_a_reply_that_it_does_not_describe_is_found():
    part = {
        "say": "a",
        "kind": "answer",
        "language": "es",
        "direction": "ltr",
        "pieces": [{"text": "a"}],
    }
    conforms("Part", part)
    for wrong in ({"kind": "poem"}, {"pieces": []}, {"pieces": [{"text": ""}]}, {"more": 1}):
        with pytest.raises(ValidationError):
            conforms("Part", part | wrong)
