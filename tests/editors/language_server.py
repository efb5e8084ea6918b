"""Speaks with yaml-language-server as an editor does: JSON messages over its standard streams."""

import json
import pathlib
import select
import subprocess
import time

PATIENCE = 60.0  # [s] for one answer
# Nothing is asked of the network: the schema is the file that the first line of a model names.
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True,
                     "schemaStore": {"enable": False, "url": ""}, "schemas": {}},
            "http": {}, "editor": {"tabSize": 2}}


class LanguageServer:
    """One server; documents are opened, asked about and closed again."""

    def __init__(self, folder):
        """folder: where npm has installed the server."""
        program = pathlib.Path(folder) / "node_modules" / ".bin" / "yaml-language-server"
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.number, self.version, self.buffer = 0, 0, b""
        self.diagnostics = {}
        self.request("initialize", {
            "processId": None, "rootUri": None, "workspaceFolders": None,
            "initializationOptions": {"settings": SETTINGS},
            "capabilities": {
                "workspace": {"configuration": True, "didChangeConfiguration": {}},
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True,
                                                      "documentationFormat": ["markdown"]}},
                    "hover": {"contentFormat": ["markdown"]},
                    "publishDiagnostics": {}}}})
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def request(self, method, parameters):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": parameters})
        while True:
            message = self.receive()
            if message.get("id") == self.number and "method" not in message:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]
            self.take(message)

    def more(self):
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            raise RuntimeError("yaml-language-server does not answer")
        part = self.process.stdout.read1(1 << 16)
        if not part:
            raise RuntimeError("yaml-language-server ended")
        self.buffer += part

    def receive(self):
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(self.buffer) < length:
            self.more()
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return json.loads(body)

    def take(self, message):
        """Keeps diagnostics; answers what the server asks of an editor."""
        if message.get("method") == "textDocument/publishDiagnostics":
            parameters = message["params"]
            self.diagnostics[parameters["uri"]] = parameters["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            sections = [item.get("section") for item in message["params"]["items"]]
            self.send({"id": message["id"],
                       "result": [SETTINGS.get(section) for section in sections]})
        elif "id" in message and "method" in message:
            self.send({"id": message["id"], "result": None})

    def open(self, path, text):
        """Shows a text as that file; it need not be what the file holds, nor need there be one."""
        uri = pathlib.Path(path).resolve().as_uri()
        self.version += 1  # the server remembers what it made of a version
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "yaml", "version": self.version, "text": text}})
        return uri

    def close(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def check(self, texts):
        """What is wrong with documents, path -> text: for each path a list of (line, column,
        message), counted from 1. All are opened at once, since the server waits before it looks."""
        uris = {path: self.open(path, text) for path, text in texts.items()}
        for uri in uris.values():
            self.diagnostics.pop(uri, None)
        end = time.monotonic() + PATIENCE
        while not all(uri in self.diagnostics for uri in uris.values()):
            if time.monotonic() > end:
                raise RuntimeError("not every document was checked")
            self.take(self.receive())
        for uri in uris.values():
            self.close(uri)
        return {path: sorted(placed(item) for item in self.diagnostics[uri])
                for path, uri in uris.items()}

    def complete(self, path, text, line, column):
        """What may be typed at a place counted from 0: the label and text of each proposal."""
        uri = self.open(path, text)
        answer = self.request("textDocument/completion", {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": column}})
        self.close(uri)
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: item for item in items}

    def hover(self, path, text, line, column):
        uri = self.open(path, text)
        answer = self.request("textDocument/hover", {
            "textDocument": {"uri": uri}, "position": {"line": line, "character": column}})
        self.close(uri)
        contents = (answer or {}).get("contents", "")
        return contents["value"] if isinstance(contents, dict) else contents


def placed(diagnostic):
    start = diagnostic["range"]["start"]
    return start["line"] + 1, start["character"] + 1, diagnostic["message"]
