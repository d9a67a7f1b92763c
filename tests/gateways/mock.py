"""What the mock controllers share: servers on free ports, faults on demand, and an address for the test to steer by.

A mock prints one line of JSON with its ports and runs until its standard input ends, so that none outlives its test.
The control address (plain HTTP, JSON both ways) takes

    GET  /state            everything the controller holds
    GET  /seen             how often each request was seen, and how many were answered at the same time
    POST /faults [{...}]   what shall go wrong; an empty list ends it
    POST /<word> {...}     what a mock offers besides (see each)

A fault is {"do": kind, "path": prefix, "verb": word, "after": n, "times": n, ...}: it happens at the requests that fit, after
`after` of them went well and `times` times (0 = always). Kinds:

    lose-request   the connection breaks before anything is done
    lose-answer    all is done, then the connection breaks
    reboot         as lose-answer, and nobody answers for "seconds"
    slow           the answer takes "seconds" longer
    lie            the answer says done, nothing was
    page           HTTP 200 with a page for people
    cut            half of the answer, then the end
    refuse         the controller's own refusal, "detail" in it
    status         HTTP status "status" without a word
"""

import collections, copy, http.server, json, socket, ssl, sys, threading, time, urllib.parse


class Gone(Exception):
    """The connection breaks here."""


class Refused(Exception):
    """The controller says no."""

    def __init__(self, detail, **more):
        super().__init__(detail)
        self.detail = detail
        self.more = more


class Reply:
    """An answer over HTTP; `body` is JSON unless it is bytes."""

    def __init__(self, status=200, body=None, **headers):
        self.status, self.body, self.headers = status, body, {k.replace("_", "-"): v for k, v in headers.items()}
        self.cookies = []

    def octets(self):
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Request:
    """What was asked over HTTP."""

    def __init__(self, method, target, headers, body):
        parts = urllib.parse.urlsplit(target)
        self.method, self.path, self.headers, self.body = method, urllib.parse.unquote(parts.path), headers, body
        self.raw_path = parts.path
        self.query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        self.raw_query = parts.query

    def json(self):
        """The body as JSON; nothing is an empty object."""
        if not self.body:
            return {}
        try:
            return json.loads(self.body)
        except ValueError:
            raise Refused("malformed JSON") from None

    def cookie(self, name):
        for part in self.headers.get("Cookie", "").split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                return value
        return None


class Mock:
    """One controller: `state` is plain data, changed under `lock` only."""

    def __init__(self):
        self.lock = threading.RLock()
        self.state = {}
        self.faults = []
        self.seen = collections.Counter()
        self.busy = self.busiest = 0
        self.down_until = 0.0
        self.latency = 0.0
        self.context = None

    # To be written by each mock.

    def answer(self, request):
        raise NotImplementedError

    def refusal(self, refused):
        """The controller's own way to say no over HTTP."""
        raise NotImplementedError

    def verb(self, request):
        """The word for a fault's `verb`."""
        return request.method

    def place_of(self, request):
        """The path for a fault's `path`."""
        return request.path

    def rebooted(self):
        """What is lost with the power."""

    def restored(self):
        """The state was put back as it had been."""

    def steer(self, word, body):
        raise KeyError(word)

    # What all share.

    def fault_for(self, verb, path):
        for fault in self.faults:
            if fault.get("verb", verb) != verb or not path.startswith(fault.get("path", "")):
                continue
            if fault.get("after", 0) > 0:
                fault["after"] -= 1
                continue
            if fault.get("times", 1) == 1:
                self.faults.remove(fault)
            elif fault.get("times", 1) > 1:
                fault["times"] -= 1
            return fault
        return {"do": "nothing"}

    def perform(self, verb, path, work):
        """Does a request's work with whatever fault is due. Gives the fault and what the work gave."""
        with self.lock:
            self.seen[verb + " " + path] += 1
            self.busy += 1
            self.busiest = max(self.busiest, self.busy)
        try:
            if self.latency:
                time.sleep(self.latency)
            with self.lock:
                if time.monotonic() < self.down_until:
                    raise Gone
                fault = self.fault_for(verb, path)
                kind = fault["do"]
                if kind == "lose-request":
                    raise Gone
                if kind == "refuse":
                    raise Refused(fault.get("detail", "failure: not now"), **fault.get("more", {}))
                kept = copy.deepcopy(self.state) if kind == "lie" else None
                try:
                    result = work()
                finally:
                    if kept is not None:
                        self.state = kept
                        self.restored()
                if kind == "reboot":
                    self.down_until = time.monotonic() + fault.get("seconds", 1)
                    self.rebooted()
                if kind in ("lose-answer", "reboot"):
                    raise Gone
            if kind == "slow":
                time.sleep(fault["seconds"])
            return fault, result
        finally:
            with self.lock:
                self.busy -= 1

    def http(self, request):
        """The answer to a request over HTTP, faults included."""
        try:
            fault, reply = self.perform(self.verb(request), self.place_of(request), lambda: self.answer(request))
        except Refused as refused:
            return "whole", self.refusal(refused)
        if fault["do"] == "page":
            return "whole", Reply(200, b"<!DOCTYPE html><html><body>Welcome</body></html>", Content_Type="text/html")
        if fault["do"] == "status":
            return "whole", Reply(fault["status"], b"")
        return ("half" if fault["do"] == "cut" else "whole"), reply

    def control(self, request):
        with self.lock:
            return "whole", self.controlled(request, request.path.strip("/"))

    def controlled(self, request, word):
        if request.method == "GET" and word == "state":
            return Reply(200, self.state)
        if request.method == "GET" and word == "seen":
            return Reply(200, {"requests": dict(self.seen), "busiest": self.busiest})
        body = request.json()
        if word == "faults":
            self.faults = [dict(fault) for fault in body]
        elif word == "latency":
            self.latency = body["seconds"]
        elif word == "forget-seen":
            self.seen.clear()
            self.busiest = 0
        elif word == "certificate":
            self.context = tls(body["certificate"], body["key"])
        else:
            return Reply(200, self.steer(word, body))
        return Reply(200, {})


def tls(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, mock, how, secure):
        self.mock, self.how, self.secure = mock, how, secure
        super().__init__(("127.0.0.1", 0), Handler)

    def finish_request(self, request, client_address):
        if time.monotonic() < self.mock.down_until and self.how != self.mock.control:
            return
        request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.secure:
            request.settimeout(10)
            request = self.mock.context.wrap_socket(request, server_side=True)
            request.settimeout(None)
        super().finish_request(request, client_address)
        if self.secure:
            request.close()

    def handle_error(self, request, client_address):
        error = sys.exc_info()[1]
        if not isinstance(error, (OSError, Gone)):
            super().handle_error(request, client_address)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server_version, sys_version = "mock", ""

    def log_message(self, *_):
        pass

    def any(self):
        length = int(self.headers.get("Content-Length") or 0)
        request = Request(self.command, self.path, self.headers, self.rfile.read(length))
        try:
            how_much, reply = self.server.how(request)
        except Gone:
            self.close_connection = True
            return
        octets = reply.octets()
        self.send_response(reply.status)
        headers = {"Content-Type": "application/json", **reply.headers}
        if reply.status != 204:
            headers["Content-Length"] = str(len(octets))
        for name, value in headers.items():
            self.send_header(name, value)
        for cookie in reply.cookies:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        if how_much == "half":
            octets = octets[: len(octets) // 2]
            self.close_connection = True
        if self.command != "HEAD":
            self.wfile.write(octets)
        self.wfile.flush()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = any


def start(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def run(mock, arguments, **more_ports):
    """Opens the servers, prints their ports and waits for the end of standard input."""
    ports = dict(more_ports)
    ports["http"] = start(Server(mock, mock.http, False))
    if arguments.certificate:
        mock.context = tls(arguments.certificate, arguments.key)
        ports["https"] = start(Server(mock, mock.http, True))
    ports["control"] = start(Server(mock, mock.control, False))
    print(json.dumps(ports), flush=True)
    sys.stdin.read()


def arguments_of(parser):
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user", default="innkeeper")
    parser.add_argument("--password", default="a good password")
    return parser.parse_args()
