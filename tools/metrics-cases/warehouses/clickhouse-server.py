"""A ClickHouse engine behind the part of its HTTP interface that the official client uses, on loopback.

Prints its port as the first line, and ends with its standard input. What the server refuses, this refuses: statements that
write under readonly, settings that it does not know, parameters that do not parse.
"""
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from chdb import session

engine = session.Session()
lock = threading.Lock()
# What the server reads of an address beside settings and parameters.
OWN = {"query", "query_id", "database", "default_format", "session_id", "user", "password"}
# Settings of the HTTP interface, which the engine does not have.
HTTP = {"wait_end_of_query", "enable_http_compression", "send_progress_in_http_headers", "readonly"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        chunks = []
        while size := int(self.rfile.readline().strip(), 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)

    def do_GET(self):
        self.answer(200, b"Ok.\n")

    def do_POST(self):
        pairs = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self.body().decode()
        sql = (pairs.get("query", "") + body).strip()
        values = {name[len("param_"):]: value for name, value in pairs.items() if name.startswith("param_")}
        settings = {name: value for name, value in pairs.items()
                    if name not in OWN and name not in HTTP and not name.startswith("param_")}
        form = pairs.get("default_format", "TabSeparated")
        head, _, last = sql.rpartition("\nFORMAT ")
        if head:
            sql, form = head, last.strip()
        try:
            with lock:
                if pairs.get("readonly", "0") != "0" and not reads(sql):
                    raise ValueError("Code: 164. DB::Exception: Cannot execute query in readonly mode. (READONLY)")
                for name, value in settings.items():
                    engine.query(f"SET {name} = {quoted(value)}")
                result = engine.query(sql, form, params=values)
            text = result.bytes() if hasattr(result, "bytes") else str(result).encode()
            summary = {"read_rows": str(result.storage_rows_read() or 0),
                       "read_bytes": str(result.storage_bytes_read() or 0)}
            self.answer(200, text or b"", [("X-ClickHouse-Summary", json.dumps(summary)),
                                          ("X-ClickHouse-Format", form)])
        except Exception as fault:
            said = str(fault)
            code = said.split("Code: ", 1)[1].split(".", 1)[0] if "Code: " in said else "0"
            self.answer(500, said.encode(), [("X-ClickHouse-Exception-Code", code)])


def reads(sql):
    lines = [line for line in sql.splitlines() if not line.startswith("/*")]
    return " ".join(lines).lstrip().split(None, 1)[0].upper() in {"SELECT", "WITH", "DESCRIBE", "EXISTS", "SHOW"}


def quoted(value):
    return value if value.lstrip("-").isdigit() else "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
server.shutdown()
