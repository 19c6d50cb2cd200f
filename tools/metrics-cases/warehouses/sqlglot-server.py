"""Statements of databases that cannot run here, judged by sqlglot's parser of their SQL and turned into DuckDB's, on loopback.

Prints its port as the first line, and ends with its standard input. A request holds the dialect, the text and the parameters of a
statement; the answer is a text for DuckDB. Refused: what the parser does not take or cannot write, functions that sqlglot does not know
in that dialect, and parameters that do not fit the places. How each database reads JSON is written here from its documentation.
"""
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import sqlglot
from sqlglot import ErrorLevel, exp

TYPES = {"text": "TEXT", "integer": "BIGINT", "number": "DOUBLE"}
# DuckDB's names of JSON types, as each database calls them.
REDSHIFT = {"VARCHAR": "string", "BIGINT": "number", "UBIGINT": "number", "DOUBLE": "number", "BOOLEAN": "boolean",
            "NULL": "null", "ARRAY": "array", "OBJECT": "object"}
SNOWFLAKE = {"VARCHAR": "VARCHAR", "BIGINT": "INTEGER", "UBIGINT": "INTEGER", "DOUBLE": "DOUBLE", "BOOLEAN": "BOOLEAN",
             "NULL": "NULL_VALUE", "ARRAY": "ARRAY", "OBJECT": "OBJECT"}
DATABRICKS = {"VARCHAR": "STRING", "BIGINT": "BIGINT", "UBIGINT": "DECIMAL", "DOUBLE": "DOUBLE", "BOOLEAN": "BOOLEAN",
              "NULL": "VOID", "ARRAY": "ARRAY", "OBJECT": "OBJECT"}


class Refused(Exception):
    pass


def duck(text, **parts):
    """An expression of DuckDB in which names are replaced by expressions."""
    tree = sqlglot.parse_one(text, read="duckdb")
    return tree.transform(lambda node: parts[node.name].copy()
                          if isinstance(node, exp.Column) and node.name in parts else node)


def pointer(name):
    return exp.Literal.string("/" + name.replace("~", "~0").replace("/", "~1"))


def json_text(column, name):
    return duck("json_extract_string(c, p)", c=column, p=pointer(name))


def json_kind(column, name, names):
    whens = " ".join(f"WHEN '{ours}' THEN '{theirs}'" for ours, theirs in names.items())
    return duck(f"CASE json_type(c, p) {whens} END", c=column, p=pointer(name))


def text_of(node):
    """The name that a parameter holds: parameters are literals by now, in a cast."""
    while isinstance(node, exp.Cast):
        node = node.this
    if not (isinstance(node, exp.Literal) and node.is_string):
        raise Refused(f"the name of a member is no text: {node.sql()}")
    return node.this


# What each dialect's parser makes of a member of JSON, as (column, name); None for any other node.

def bigquery_member(node):
    if not isinstance(node, (exp.JSONValue, exp.JSONExtract, exp.JSONExtractScalar)):
        return None
    path = text_of(node.args.get("path") or node.expression)
    found = re.fullmatch(r'\$\."((?:[^"\\]|\\["\\])*)"', path)
    if not found:
        raise Refused(f"no path of one member: {path}")
    return node.this, re.sub(r"\\(.)", r"\1", found[1])


def snowflake_member(node):
    if not isinstance(node, (exp.JSONExtract, exp.GetExtract)):
        return None
    column = node.this
    if not isinstance(column, exp.ParseJSON):
        raise Refused(f"a member of what is not parsed: {node.sql()}")
    return column.this, text_of(node.expression)


def databricks_member(node, kind):
    if not isinstance(node, exp.Bracket):
        return None
    source = node.this
    if not isinstance(source, exp.FromJson):
        raise Refused(f"an element of what is not read from JSON: {node.sql()}")
    column, shape = source.this, source.expression
    if text_of(shape) != f"MAP<STRING, {kind}>":
        raise Refused(f"another shape than expected: {shape.sql()}")
    return column, text_of(node.expressions[0])


def redshift_member(node):
    if isinstance(node, exp.Column) and node.table:
        return exp.column(node.args["table"].copy()), node.name
    return None


def bigquery(node):
    if isinstance(node, exp.Format):
        shape, value = node.this, node.expressions[0]
        if text_of(shape) != "%t":
            raise Refused("another format than expected")
        column, name = bigquery_member(value)
        return duck("coalesce(CAST(json_extract(c, p) AS VARCHAR), 'NULL')", c=column, p=pointer(name))
    member = bigquery_member(node)
    if member is None:
        return node
    column, name = member
    return duck("CASE WHEN json_type(c, p) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(c, p) END",
                c=column, p=pointer(name))


def snowflake(node):
    if isinstance(node, (exp.Cast, exp.Typeof)) and (member := snowflake_member(node.this)):
        return json_text(*member) if isinstance(node, exp.Cast) else json_kind(*member, SNOWFLAKE)
    return node


def databricks(node):
    if isinstance(node, exp.Anonymous) and node.name.upper() == "SCHEMA_OF_VARIANT":
        return json_kind(*databricks_member(node.expressions[0], "VARIANT"), DATABRICKS)
    member = databricks_member(node, "STRING")
    return node if member is None else json_text(*member)


def redshift(node):
    if isinstance(node, exp.Cast) and (member := redshift_member(node.this)):
        return json_text(*member)
    if isinstance(node, exp.Anonymous) and node.name.upper() == "JSON_TYPEOF":
        return json_kind(*redshift_member(node.expressions[0]), REDSHIFT)
    if isinstance(node, exp.Anonymous) and node.name.upper() == "JSON_SERIALIZE":
        column, name = redshift_member(node.expressions[0])
        return duck("CAST(json_extract(c, p) AS VARCHAR)", c=column, p=pointer(name))
    return node


RULES = {"bigquery": bigquery, "snowflake": snowflake, "databricks": databricks, "redshift": redshift}


def bound(tree, dialect, parameters):
    """The statement with its parameters as literals, each in the type that it is sent with."""
    used = set()
    given = iter(range(len(parameters)))

    def index(node):
        if isinstance(node, exp.Placeholder):
            return next(given) if not node.this else int(str(node.this).removeprefix("p"))
        name = node.name
        return int(name) - 1 if dialect == "redshift" else int(name.removeprefix("p"))

    places = [node for node in tree.find_all(exp.Placeholder, exp.Parameter, bfs=False)]
    for node in places:
        at = index(node)
        used.add(at)
        kind, value = parameters[at]["type"], parameters[at]["value"]
        literal = exp.Literal.string(str(value)) if kind != "integer" else exp.Literal.number(str(value))
        node.replace(literal if kind == "text" else exp.cast(literal, TYPES[kind]))
    if used != set(range(len(parameters))):
        raise Refused(f"{len(parameters)} parameters, of which {len(used)} are used")
    return tree


def turned(dialect, text, parameters):
    trees = sqlglot.parse(text, read=dialect, error_level=ErrorLevel.RAISE)
    if len(trees) != 1 or not isinstance(trees[0], exp.Select):
        raise Refused("not one SELECT")
    if sqlglot.parse_one(trees[0].sql(dialect), read=dialect) != trees[0]:
        raise Refused("written anew, it is another statement")
    tree = bound(trees[0], dialect, parameters).transform(RULES[dialect])
    unknown = sorted({node.name for node in tree.find_all(exp.Anonymous) if node.name.lower() not in DUCK})
    if unknown:
        raise Refused(f"functions that are not known: {', '.join(unknown)}")
    return tree.sql("duckdb", unsupported_level=ErrorLevel.RAISE)


# What the rules above write themselves.
DUCK = {"json_type", "json_extract_string", "json_extract"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            status, answer = 200, turned(asked["dialect"], asked["text"], asked["parameters"])
        except Exception as fault:
            status, answer = 422, f"{type(fault).__name__}: {fault}"
        body = answer.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
server.shutdown()
