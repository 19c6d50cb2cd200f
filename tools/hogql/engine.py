"""PostHog's own parser and a ClickHouse engine in one process: one JSON request a line, one JSON answer a line.

{"parse": "<HogQL>"}                       -> {"ast": ..., "seconds": ...}    seconds of CPU
{"run": "<SQL>", "settings": {...}}        -> {"rows": [...], "seconds", "cpu", "rows_read", "bytes_read"}
Any fault                                  -> {"error": "..."}
"""
import json
import resource
import sys
import time
import types


def stub(name):
    module = types.ModuleType(name)
    sys.modules[name] = module
    return module


# The parser raises PostHog's own errors; nothing else of PostHog is needed.
stub("posthog")
stub("posthog.hogql")
errors = stub("posthog.hogql.errors")


class BaseHogQLError(Exception):
    def __init__(self, message="", start=None, end=None, **_):
        super().__init__(message)


errors.BaseHogQLError = BaseHogQLError
for name in ("ExposedHogQLError", "InternalHogQLError", "SyntaxError", "QueryError", "NotImplementedError",
             "ParsingError", "ImpossibleASTError", "ResolutionError"):
    setattr(errors, name, type(name, (BaseHogQLError,), {}))

import hogql_parser  # noqa: E402
from chdb import session  # noqa: E402

engine = session.Session()


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def parse(request):
    started = cpu()
    tree = json.loads(hogql_parser.parse_select_json(request["parse"]))
    return {"ast": tree, "seconds": cpu() - started}


def run(request):
    settings = ", ".join(f"{key} = {value}" for key, value in request.get("settings", {}).items())
    sql = request["run"] + (f"\nSETTINGS {settings}" if settings else "")
    started, used = time.monotonic(), cpu()
    result = engine.query(sql, "JSONCompact")
    text = str(result)
    return {
        "rows": json.loads(text)["data"] if text else [],
        "seconds": time.monotonic() - started,
        "cpu": cpu() - used,
        "rows_read": result.storage_rows_read() or 0,
        "bytes_read": result.storage_bytes_read() or 0,
    }


for line in sys.stdin:
    try:
        request = json.loads(line)
        answer = parse(request) if "parse" in request else run(request)
    except Exception as fault:
        answer = {"error": f"{type(fault).__name__}: {fault}"}
    print(json.dumps(answer), flush=True)
