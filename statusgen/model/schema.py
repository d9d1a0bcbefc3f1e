"""The file formats as JSON Schema, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from statusgen.model.componentsformat import ComponentsFormat
from statusgen.model.frontmatter import FrontMatter
from statusgen.model.validation import Format

FORMS: Mapping[str, type[Format]] = {"components": ComponentsFormat, "incident": FrontMatter}
"""What there are schemas of: components.yaml, and the front matter of every report."""


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema, draft 2020-12, of one of `FORMS`.

    It accepts what the reader accepts, whatever an editor takes a text for: `0123` may be a number, `no` a truth
    value. Two things it cannot know from a text: a name that is the bare word `null` or `~`, which YAML takes for no
    value, and `True` or `yes`, which are no truth values to the reader.
    """
    return FORMS[name].model_json_schema(schema_generator=_Generator)


def schema_text(name: str) -> str:
    """The same as a file."""
    return json.dumps(schema_of(name), indent=2) + "\n"


class _Generator(GenerateJsonSchema):
    """Without what editors would only repeat: titles made of keys, and defaults that are nothing."""

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        return made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that may be left out may not be empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in (None, [], ()) or made.get("default") == "":
            made.pop("default", None)
        return made
