"""Asks the flag server by OpenFeature's SDK for Python and its OFREP provider.

usage: FLAGS_KEY=... python3 tools/flags/ask_by_sdk.py <origin> < questions; each line is {"key": ..., "context": {"targetingKey": ..., ...}}.
Prints the key of the variant for each, or a hyphen if the unit takes no part.
"""

import json
import os
import sys

from openfeature import api
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext

key = os.environ["FLAGS_KEY"]
api.set_provider(OFREPProvider(sys.argv[1], headers_factory=lambda: {"Authorization": f"Bearer {key}"}))
client = api.get_client()
for line in sys.stdin:
    asked = json.loads(line)
    context = dict(asked["context"])
    unit = context.pop("targetingKey")
    got = client.get_string_details(asked["key"], "none", EvaluationContext(targeting_key=unit, attributes=context))
    print(got.error_code.value if got.error_code else (got.variant or "-"))
