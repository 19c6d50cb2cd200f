"""Which variant a unit gets, by the rule of docs/flags.md ("Who gets what"), without any package.

usage: python3 tools/flags/assign.py < document.json, then one line for each question on the same input:
the first line is the document of GET /flags/v1/document, every further one is {"key": ..., "context": {...}}.
Prints the key of the variant for each question, or a hyphen if the unit takes no part.
"""

import hashlib
import json
import sys


def bucket(salt, unit):
    digest = hashlib.sha256(f"{salt}:{unit}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 10_000


def passes(test, context):
    given = context.get(test["attribute"])
    operator, values = test["operator"], test["values"]
    if operator == "is-not-set":
        return given is None
    if given is None:
        return False
    if operator == "is-set":
        return True
    elements = given if isinstance(given, list) else [given]

    def equal(one, value):
        number = (int, float)
        if isinstance(one, bool) or isinstance(value, bool):
            return one is value
        if isinstance(one, number) and isinstance(value, number):
            return one == value
        return isinstance(one, str) and isinstance(value, str) and one == value

    if operator == "is-not":
        return not any(equal(one, value) for one in elements for value in values)

    def fits(one, value):
        if operator == "is":
            return equal(one, value)
        if isinstance(one, str) and isinstance(value, str):
            return {
                "contains": value in one,
                "starts-with": one.startswith(value),
                "ends-with": one.endswith(value),
            }.get(operator, False)
        if any(isinstance(side, (bool, str)) or not isinstance(side, (int, float)) for side in (one, value)):
            return False
        return {
            "less-than": one < value,
            "at-most": one <= value,
            "more-than": one > value,
            "at-least": one >= value,
        }.get(operator, False)

    return any(fits(one, value) for one in elements for value in values)


def place(flag, unit):
    layer = flag["layer"]
    if layer is None:
        return bucket(f"rollout/{flag['key']}", unit)
    own, before = bucket(layer["key"], unit), 0
    for start, end in layer["slots"]:
        if start <= own < end:
            return before + own - start
        before += end - start
    return None


def by_split(split, variants, key, unit):
    own, end = bucket(key, unit), 0
    for share, variant in zip(split, variants):
        end += share
        if own < end:
            return variant["key"]
    return None


def assign(document, key, context):
    """The key of the variant; None if the unit takes no part."""
    key = next((alias["flag"] for alias in document.get("aliases", []) if alias["key"] == key), key)
    flag = next(flag for flag in document["flags"] if flag["key"] == key)
    unit = context.get("targetingKey")
    if not flag["active"]:
        return None
    is_experiment = sum(share > 0 for share in flag["split"]) > 1
    if is_experiment and any(bucket(one["key"], unit) < one["share"] for one in document["holdouts"]):
        return None
    matching = [rule for rule in flag["rules"] if all(passes(test, context) for test in rule["when"])]
    for rule in matching:
        if rule["variant"] is not None and bucket(f"rollout/{key}", unit) < rule["rollout"]:
            return rule["variant"]
    let_in = max([flag["rollout"], *(rule["rollout"] for rule in matching if rule["variant"] is None)])
    own = place(flag, unit)
    if own is None or own >= let_in:
        return None
    split = next((cohort["split"] for cohort in flag["cohorts"] if own < cohort["upTo"]), flag["split"])
    return by_split(split, flag["variants"], key, unit)


if __name__ == "__main__":
    flags = json.loads(sys.stdin.readline())
    for line in sys.stdin:
        asked = json.loads(line)
        print(assign(flags, asked["key"], asked["context"]) or "-")
