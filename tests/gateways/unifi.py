"""A UniFi Network controller: the classic one (self-hosted) or UniFi OS, with the official integration API beside it.

What it does on purpose as the real one does: HTTP 200 with `rc: error`; create-voucher that tells neither codes nor ids, makes new ones each
time and gives all vouchers of a second the same `create_time`; CSRF on UniFi OS, with a token that changes; a limit on logins; accounts that
need a second factor; a kick that is none.

    unifi.py [--kind classic|os] [--version 9.3.45] [--api-key KEY] [--login-limit 10]

Ports: http, https, control. Besides the control words of mock.py:

    POST /guest   {"mac", "code"?}      a guest joins; with a code he redeems a voucher: {"ok", "why"}; with "radius" RADIUS let him in
    POST /traffic {"mac", "rx_bytes", "tx_bytes"}
    POST /expire  {}                    every login of the API has run out
    POST /rotate  {}                    the next answer carries another CSRF token
    POST /voucher {...}                 somebody makes vouchers by hand, as create-voucher
    POST /edit    {"collection", "_id", "row"}
    POST /drop    {}                    somebody removes a voucher of ours that nobody used
"""

import argparse, base64, hmac, json, random, re, time, uuid

import mock
from mock import Refused, Reply


def an_id():
    return "%024x" % random.getrandbits(96)


class Controller(mock.Mock):
    def __init__(self, arguments):
        super().__init__()
        self.arguments, self.os, self.version = arguments, arguments.kind == "os", arguments.version
        self.logins, self.sessions, self.csrf, self.rotated = [], {}, "", False
        site = {"_id": an_id(), "name": "default", "desc": "Hotel", "role": "admin"}
        self.site_uuid = str(uuid.uuid4())
        self.state = {
            "sites": [site],
            "vouchers": [],
            "guests": [],
            "stations": [],
            "rest": {"radiusprofile": [], "account": [], "hotspotop": [], "wlanconf": [], "networkconf": [], "user": []},
            "guest_access": {"_id": an_id(), "site_id": site["_id"], "key": "guest_access", "auth": "none", "portal_enabled": False,
                             "voucher_enabled": False, "radius_enabled": False, "redirect_enabled": False, "expire": 480, "expire_number": 8,
                             "expire_unit": 60, "radius_auth_type": "chap", "radius_disconnect_enabled": False, "radius_disconnect_port": 3799},
        }
        self.row("radiusprofile", {"name": "Default", "attr_no_delete": True, "use_usg_auth_server": True, "auth_servers": [], "acct_servers": []})
        self.row("wlanconf", {"name": "Hotel Guests", "is_guest": True, "enabled": True, "security": "open"})
        self.row("networkconf", {"name": "Guests", "purpose": "guest", "ip_subnet": "10.5.50.1/24"})

    def row(self, collection, given):
        row = {**given, "_id": an_id(), "site_id": self.state["sites"][0]["_id"]}
        self.state["rest"][collection].append(row)
        return row

    # Answers.

    def refusal(self, refused):
        status = refused.more.get("status", 200)
        style = refused.more.get("style", "legacy")
        if style == "os":
            body = {"code": refused.detail, "message": refused.detail.replace("_", " ").lower(), "level": "error"}
        elif style == "v1":
            code = {401: "api.authentication.missing-credentials", 404: "api.not-found"}.get(status, "api.request.invalid")
            body = {"statusCode": status, "statusName": {400: "BAD_REQUEST", 401: "UNAUTHORIZED", 404: "NOT_FOUND"}.get(status, "ERROR"), "code": code,
                    "message": refused.detail, "timestamp": "2026-01-01T00:00:00Z", "requestPath": refused.more.get("path", ""), "requestId": str(uuid.uuid4())}
        else:
            body = {"meta": {"rc": "error", "msg": refused.detail if refused.detail.startswith("api.") else "api.err.Invalid"}, "data": []}
        return Reply(status, body)

    def verb(self, request):
        try:
            return request.json().get("cmd", request.method) if "/cmd/" in request.path else request.method
        except (Refused, AttributeError):
            return request.method

    def place_of(self, request):
        return request.path.removeprefix("/proxy/network")

    def answer(self, request):
        path = request.path
        if path == "/":
            return Reply(200, b"<html>UniFi OS</html>", Content_Type="text/html") if self.os else Reply(302, b"", Location="/manage")
        if path == ("/api/auth/login" if self.os else "/api/login") and request.method == "POST":
            return self.log_in(request)
        if not self.os:
            if path == "/status":
                return Reply(200, {"meta": {"rc": "ok", "up": True, "server_version": self.version, "uuid": "x"}, "data": []})
            self.session(request, "unifises")
            if path in ("/logout", "/api/logout"):
                self.sessions.pop(request.cookie("unifises"))
                return ok([])
            return self.legacy(request, path)
        if path.startswith("/proxy/network/integration/v1"):
            if not self.arguments.api_key or request.headers.get("X-API-KEY") != self.arguments.api_key:
                raise Refused("Missing or wrong credentials", status=401, style="v1", path=path)
            return self.integration(request, path.removeprefix("/proxy/network/integration/v1"))
        csrf = self.session(request, "TOKEN")
        if request.method != "GET" and request.headers.get("X-CSRF-Token") != csrf:
            raise Refused("CSRF_TOKEN_INVALID", status=403, style="os")
        if path == "/api/auth/logout":
            self.sessions.pop(request.cookie("TOKEN"))
            return Reply(200, {"success": True})
        if not path.startswith("/proxy/network/"):
            raise Refused("NOT_FOUND", status=404, style="os")
        reply = self.legacy(request, path.removeprefix("/proxy/network"))
        if self.rotated:
            self.rotated = False
            csrf = self.sessions[request.cookie("TOKEN")] = str(uuid.uuid4())
            reply.headers["X-Updated-CSRF-Token"] = csrf
        reply.headers["X-CSRF-Token"] = csrf
        return reply

    def log_in(self, request):
        style = "os" if self.os else "legacy"
        now = time.monotonic()
        self.logins = [at for at in self.logins if now - at < 60] + [now]
        if len(self.logins) > self.arguments.login_limit:
            raise Refused("AUTHENTICATION_FAILED_LIMIT_REACHED" if self.os else "api.err.LoginLimitReached", status=429, style=style)
        body = request.json()
        if body.get("username") == "with-a-second-factor":
            raise Refused("MFA_AUTH_REQUIRED" if self.os else "api.err.Ubic2faTokenRequired", status=499 if self.os else 400, style=style)
        if body.get("username") != self.arguments.user or not hmac.compare_digest(str(body.get("password")), self.arguments.password):
            raise Refused("AUTHENTICATION_FAILED_INVALID_CREDENTIALS" if self.os else "api.err.Invalid", status=403 if self.os else 400, style=style)
        csrf = str(uuid.uuid4())
        if self.os:
            part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
            token = ".".join((part({"alg": "HS256", "typ": "JWT"}), part({"userId": an_id(), "csrfToken": csrf, "jti": str(uuid.uuid4())}), "c2lnbmF0dXJl"))
            reply = Reply(200, {"username": body["username"], "isOwner": False}, X_CSRF_Token=csrf)
            reply.cookies = ["TOKEN=%s; path=/; secure; httponly" % token]
        else:
            token = "%032x" % random.getrandbits(128)
            reply = ok([])
            reply.cookies = ["unifises=%s; Path=/; Secure; HttpOnly" % token, "csrf_token=%s; Path=/; Secure" % csrf]
        self.sessions[token] = csrf
        return reply

    def session(self, request, cookie):
        token = request.cookie(cookie)
        if token not in self.sessions:
            if self.os:
                raise Refused("UNAUTHORIZED", status=401, style="os")
            raise Refused("api.err.LoginRequired", status=401)
        return self.sessions[token]

    # The classic interface.

    def legacy(self, request, path):
        if path == "/api/self/sites":
            return ok(self.state["sites"])
        match = re.fullmatch(r"/api/s/([^/]+)/(.*?)/?", path)
        if not match:
            raise Refused("api.err.NotFound", status=404)
        if not any(site["name"] == match[1] for site in self.state["sites"]):
            raise Refused("api.err.NoSiteContext")
        what, method = match[2], request.method
        body = request.json()
        self.forget()
        if what == "stat/sysinfo":
            return ok([{"version": self.version, "hostname": "unifi", "name": "UniFi", "timezone": "Etc/UTC"}])
        if what == "stat/voucher":
            return ok([one for one in self.vouchers() if "create_time" not in body or one["create_time"] == body["create_time"]])
        if what == "stat/guest":
            return ok(self.state["guests"])
        if what == "stat/sta":
            return ok(self.state["stations"])
        if what == "cmd/hotspot" and method == "POST":
            return self.hotspot(body)
        if what == "cmd/stamgr" and method == "POST":
            return self.stations(body)
        if what in ("get/setting", "get/setting/guest_access", "rest/setting/guest_access"):
            return ok([self.state["guest_access"]])
        if what.startswith("rest/setting/guest_access/") and method == "PUT":
            if what.rsplit("/", 1)[1] != self.state["guest_access"]["_id"]:
                raise Refused("api.err.IdInvalid")
            return self.set_guest_access(body)
        match = re.fullmatch(r"(?:rest|list)/(\w+)(?:/(\w+))?", what)
        if match and match[1] in self.state["rest"]:
            return self.rest(match[1], match[2], method, body)
        raise Refused("api.err.NotFound", status=404)

    def set_guest_access(self, body):
        if body.get("auth", "none") not in ("none", "hotspot", "facebook_wifi", "custom") or body.get("radius_auth_type", "chap") not in ("chap", "mschapv2"):
            raise Refused("api.err.InvalidPayload")
        profile = body.get("radiusprofile_id")
        if profile and not any(row["_id"] == profile for row in self.state["rest"]["radiusprofile"]):
            raise Refused("api.err.IdInvalid")
        self.state["guest_access"].update({k: v for k, v in body.items() if k not in ("_id", "site_id", "key")})
        return ok([self.state["guest_access"]])

    def rest(self, collection, which, method, body):
        rows = self.state["rest"][collection]
        found = next((row for row in rows if row["_id"] == which), None)
        if method == "GET":
            return ok([found] if found else [] if which else rows)
        if collection == "radiusprofile":
            for server in body.get("auth_servers", []) + body.get("acct_servers", []):
                if not re.fullmatch(r"\d+(\.\d+){3}", str(server.get("ip"))) or not 1 <= int(server.get("port", 0)) <= 65535 or not server.get("x_secret"):
                    raise Refused("api.err.InvalidPayload")
            if not 60 <= int(body.get("interim_update_interval", 3600)) <= 86400:
                raise Refused("api.err.InvalidPayload")
        if method == "POST" and not which:
            if not body.get("name"):
                raise Refused("api.err.InvalidPayload")
            if collection == "radiusprofile" and any(row["name"] == body["name"] for row in rows):
                raise Refused("api.err.DuplicateName")
            return ok([self.row(collection, body)])
        if not found:
            raise Refused("api.err.IdInvalid")
        if method == "PUT":
            found.update({k: v for k, v in body.items() if k not in ("_id", "site_id")})
            return ok([found])
        if method == "DELETE":
            if found.get("attr_no_delete"):
                raise Refused("api.err.ObjectNotDeletable")
            if self.state["guest_access"].get("radiusprofile_id") == which:
                raise Refused("api.err.ObjectReferredBy")
            rows.remove(found)
            return ok([])
        raise Refused("api.err.InvalidMethod")

    def new_voucher(self, minutes, quota, note, up, down, megabytes):
        code = "%010d" % random.randrange(10**10)
        return {"_id": an_id(), "site_id": self.state["sites"][0]["_id"], "code": code, "quota": quota, "duration": minutes, "used": 0,
                "create_time": int(time.time()), "note": note, "qos_overwrite": bool(up or down or megabytes), "for_hotspot": True,
                "admin_name": self.arguments.user, "status": "VALID_ONE" if quota == 1 else "VALID_MULTI", "status_expires": 0,
                **({"qos_rate_max_up": up} if up else {}), **({"qos_rate_max_down": down} if down else {}),
                **({"qos_usage_quota": str(megabytes)} if megabytes else {}), "_uuid": str(uuid.uuid4())}

    def vouchers(self):
        return [{k: v for k, v in one.items() if not k.startswith("_") or k == "_id"} for one in self.state["vouchers"]]

    def hotspot(self, body):
        command = body.get("cmd")
        if command == "create-voucher":
            number = lambda name, least, most: self.number(body, name, least, most)
            unit = body.get("expire_unit", 1)
            if str(unit) not in ("1", "60", "1440"):
                raise Refused("api.err.InvalidPayload")
            if "expire_number" in body:
                minutes = int(body["expire_number"]) * int(unit)
            elif str(body.get("expire", "")).isdigit():
                minutes = int(body["expire"])
            else:
                raise Refused("api.err.InvalidPayload")
            count = number("n", 1, 10000)
            if count is None or not 1 <= minutes <= 1000000:
                raise Refused("api.err.InvalidPayload")
            made = [self.new_voucher(minutes, number("quota", 0, 10000) or 0, body.get("note"), number("up", 2, 100000), number("down", 2, 100000),
                                     number("bytes", 1, 1048576)) for _ in range(count)]
            self.state["vouchers"] += made
            return ok([{"create_time": made[0]["create_time"]}])
        if command == "delete-voucher":
            found = [one for one in self.state["vouchers"] if one["_id"] == body.get("_id")]
            if not found:
                raise Refused("api.err.IdInvalid")
            self.state["vouchers"].remove(found[0])
            return ok([])
        if command == "extend":
            for guest in self.state["guests"]:
                if guest["_id"] == body.get("_id"):
                    guest["end"] += 24 * 3600
                    return ok([guest])
            raise Refused("api.err.IdInvalid")
        raise Refused("api.err.InvalidCommand")

    def number(self, body, name, least, most):
        value = body.get(name)
        if value in (None, ""):
            return None
        if not str(value).isdigit() or not least <= int(value) <= most:
            raise Refused("api.err.InvalidPayload")
        return int(value)

    def stations(self, body):
        mac, command = str(body.get("mac", "")), body.get("cmd")
        if not re.fullmatch(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}", mac):
            raise Refused("api.err.InvalidPayload")
        station = next((one for one in self.state["stations"] if one["mac"] == mac), None)
        if command == "authorize-guest":
            minutes = self.number(body, "minutes", 1, 1000000)
            if minutes is None:
                raise Refused("api.err.InvalidPayload")
            return ok([self.grant(mac, minutes, self.number(body, "bytes", 1, 1048576), self.number(body, "up", 2, 100000), self.number(body, "down", 2, 100000))])
        if command == "unauthorize-guest":
            if not self.revoke(mac):
                raise Refused("api.err.UnknownUser")
            return ok([])
        if command in ("kick-sta", "block-sta", "unblock-sta"):
            if station is None:
                raise Refused("api.err.UnknownStation")
            if command == "block-sta":
                self.state["stations"].remove(station)
            # A kick only makes the device join again; what it may, it may still.
            return ok([])
        raise Refused("api.err.InvalidCommand")

    def grant(self, mac, minutes, megabytes=None, up=None, down=None, voucher=None):
        self.revoke(mac)
        now = int(time.time())
        guest = {"_id": an_id(), "mac": mac, "start": now, "end": now + minutes * 60, "expired": False, "authorized_by": "voucher" if voucher else "api",
                 "rx_bytes": 0, "tx_bytes": 0, **({"qos_usage_quota": megabytes} if megabytes else {}), **({"qos_rate_max_up": up} if up else {}),
                 **({"qos_rate_max_down": down} if down else {}), **({"voucher_id": voucher["_id"], "voucher_code": voucher["code"]} if voucher else {})}
        self.state["guests"].append(guest)
        for station in self.state["stations"]:
            if station["mac"] == mac:
                station["authorized"] = True
        return guest

    def revoke(self, mac):
        found = [guest for guest in self.state["guests"] if guest["mac"] == mac and not guest["expired"]]
        for guest in found:
            guest["expired"], guest["end"] = True, int(time.time())
        for station in self.state["stations"]:
            if station["mac"] == mac:
                station["authorized"] = False
        return found

    def forget(self):
        for guest in list(self.state["guests"]):
            if not guest["expired"] and guest["end"] <= time.time():
                self.revoke(guest["mac"])

    # The integration interface, v1.

    def integration(self, request, path):
        wrong = lambda why, status=400: Refused(why, status=status, style="v1", path=request.path)
        if path == "/info":
            return Reply(200, {"applicationVersion": self.version})
        if path == "/sites":
            return self.page(request, [{"id": self.site_uuid, "internalReference": "default", "name": "Hotel"}], 25, 200)
        if not path.startswith("/sites/" + self.site_uuid + "/"):
            raise wrong("site not found", 404)
        path = path.removeprefix("/sites/" + self.site_uuid)
        if path == "/clients" and request.method == "GET":
            return self.page(request, [self.client(one) for one in self.state["stations"]], 25, 200)
        match = re.fullmatch(r"/clients/([^/]+)/actions", path)
        if match and request.method == "POST":
            station = next((one for one in self.state["stations"] if one["_uuid"] == match[1]), None)
            if station is None:
                raise wrong("client not found", 404)
            return self.action(request.json(), station, wrong)
        if not self.has_vouchers() or not path.startswith("/hotspot/vouchers"):
            raise wrong("no such path", 404)
        which = path.removeprefix("/hotspot/vouchers").strip("/")
        if which:
            found = next((one for one in self.state["vouchers"] if one["_uuid"] == which), None)
            if found is None:
                raise wrong("voucher not found", 404)
            if request.method == "DELETE":
                self.state["vouchers"].remove(found)
                return Reply(200, {"vouchersDeleted": 1})
            return Reply(200, self.voucher(found))
        if request.method == "GET":
            return self.page(request, [self.voucher(one) for one in self.state["vouchers"]], 100, 1000)
        if request.method == "DELETE":
            if not request.query.get("filter"):
                raise wrong("filter is mandatory")
            gone = [one for one in self.state["vouchers"] if matches(request.query["filter"], self.voucher(one))]
            self.state["vouchers"] = [one for one in self.state["vouchers"] if one not in gone]
            return Reply(200, {"vouchersDeleted": len(gone)})
        body = request.json()
        allowed = {"count": (1, 1000), "timeLimitMinutes": (1, 1000000), "authorizedGuestLimit": (1, 10**9), "dataUsageLimitMBytes": (1, 1048576),
                   "rxRateLimitKbps": (2, 100000), "txRateLimitKbps": (2, 100000)}
        for name, (least, most) in allowed.items():
            if name in body and not (isinstance(body[name], int) and least <= body[name] <= most):
                raise wrong("%s must be between %d and %d" % (name, least, most))
        if not body.get("name") or "timeLimitMinutes" not in body or set(body) - set(allowed) - {"name"}:
            raise wrong("name and timeLimitMinutes are mandatory")
        made = [self.new_voucher(body["timeLimitMinutes"], body.get("authorizedGuestLimit", 0), body["name"], body.get("txRateLimitKbps"),
                                 body.get("rxRateLimitKbps"), body.get("dataUsageLimitMBytes")) for _ in range(body.get("count", 1))]
        self.state["vouchers"] += made
        return Reply(201, {"vouchers": [self.voucher(one) for one in made]})

    def has_vouchers(self):
        return tuple(int(part) for part in self.version.split(".")[:2]) >= (9, 1)

    def voucher(self, one):
        stamp = lambda at: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
        shown = {"id": one["_uuid"], "createdAt": stamp(one["create_time"]), "name": one["note"] or "", "code": one["code"],
                 "authorizedGuestCount": one["used"], "expired": bool(one.get("end_time") and one["end_time"] <= time.time()), "timeLimitMinutes": one["duration"]}
        optional = {"authorizedGuestLimit": one["quota"], "dataUsageLimitMBytes": int(one.get("qos_usage_quota", 0)), "rxRateLimitKbps": one.get("qos_rate_max_down"),
                    "txRateLimitKbps": one.get("qos_rate_max_up"), "activatedAt": one.get("start_time") and stamp(one["start_time"]),
                    "expiresAt": one.get("end_time") and stamp(one["end_time"])}
        return {**shown, **{name: value for name, value in optional.items() if value}}

    def client(self, station):
        guest = next((one for one in self.state["guests"] if one["mac"] == station["mac"] and not one["expired"]), None)
        return {"type": "WIRELESS", "id": station["_uuid"], "macAddress": station["mac"], "ipAddress": station["ip"], "name": station["mac"],
                "access": {"type": "GUEST", "authorized": guest is not None}}

    def action(self, body, station, wrong):
        if body.get("action") == "AUTHORIZE_GUEST_ACCESS":
            before = self.revoke(station["mac"])
            guest = self.grant(station["mac"], body.get("timeLimitMinutes", 480), body.get("dataUsageLimitMBytes"), body.get("txRateLimitKbps"), body.get("rxRateLimitKbps"))
            granted = {"authorizationMethod": "API", "authorizedAt": guest["start"], "expiresAt": guest["end"]}
            return Reply(200, {"action": body["action"], "grantedAuthorization": granted, **({"revokedAuthorization": {}} if before else {})})
        if body.get("action") == "UNAUTHORIZE_GUEST_ACCESS":
            self.revoke(station["mac"])
            return Reply(200, {"action": body["action"], "revokedAuthorization": {}})
        raise wrong("unknown action")

    def page(self, request, rows, usual, most):
        try:
            offset, limit = int(request.query.get("offset", 0)), int(request.query.get("limit", usual))
            rows = [row for row in rows if matches(request.query.get("filter", ""), row)]
        except ValueError as error:
            raise Refused(str(error), status=400, style="v1", path=request.path) from None
        if not 0 <= limit <= most:
            raise Refused("limit out of range", status=400, style="v1", path=request.path)
        part = rows[offset : offset + limit]
        return Reply(200, {"offset": offset, "limit": limit, "count": len(part), "totalCount": len(rows), "data": part})

    # What happens in the house.

    def steer(self, word, body):
        if word == "guest":
            mac = body["mac"].lower()
            if not any(one["mac"] == mac for one in self.state["stations"]):
                self.state["stations"].append({"mac": mac, "ip": "10.5.50.%d" % (20 + len(self.state["stations"])), "is_guest": True, "authorized": False,
                                               "essid": "Hotel Guests", "rx_bytes": 0, "tx_bytes": 0, "uptime": 60, "_uuid": str(uuid.uuid4())})
            if "radius" in body:
                self.grant(mac, 480)["authorized_by"] = "radius"
                return {"ok": True}
            if "code" not in body:
                return {"ok": True}
            voucher = next((one for one in self.state["vouchers"] if one["code"] == body["code"].replace("-", "")), None)
            if voucher is None or (voucher["quota"] and voucher["used"] >= voucher["quota"]):
                return {"ok": False, "why": "invalid voucher"}
            now = int(time.time())
            voucher["used"] += 1
            voucher.setdefault("start_time", now)
            voucher.setdefault("end_time", now + voucher["duration"] * 60)
            voucher["status"] = "USED_MULTIPLE" if voucher["quota"] != 1 else "USED"
            megabytes = voucher.get("qos_usage_quota")
            self.grant(mac, voucher["duration"], int(megabytes) if megabytes else None, voucher.get("qos_rate_max_up"), voucher.get("qos_rate_max_down"), voucher)
            return {"ok": True}
        if word == "traffic":
            for row in self.state["guests"] + self.state["stations"]:
                if row["mac"] == body["mac"].lower():
                    row["rx_bytes"] += body.get("rx_bytes", 0)
                    row["tx_bytes"] += body.get("tx_bytes", 0)
            return {}
        if word == "expire":
            self.sessions.clear()
            return {}
        if word == "rotate":
            self.rotated = True
            return {}
        if word == "drop":
            found = next(one for one in self.state["vouchers"] if "innkeeper:" in one["note"] and not one["used"])
            self.state["vouchers"].remove(found)
            return {}
        if word == "voucher":
            return self.hotspot({"cmd": "create-voucher", **body}).body
        if word == "edit":
            rows = [self.state["guest_access"]] if body["collection"] == "guest_access" else self.state["rest"][body["collection"]]
            for row in rows:
                if row["_id"] == body.get("_id", row["_id"]):
                    row.update(body["row"])
            return {}
        raise KeyError(word)

    def rebooted(self):
        self.sessions.clear()


def ok(rows):
    return Reply(200, {"meta": {"rc": "ok"}, "data": [{k: v for k, v in row.items() if not k.startswith("_") or k == "_id"} for row in rows]})


def matches(text, row):
    """The filter language: `property.function(args)`, `and(..)`, `or(..)`, `not(..)`."""
    if not text:
        return True
    match = re.match(r"^([A-Za-z.]+)\((.*)\)$", text, re.S)
    if not match:
        raise ValueError("malformed filter")
    name, inside = match[1], parts_of(match[2])
    if name in ("and", "or", "not"):
        verdicts = [matches(part, row) for part in inside]
        return all(verdicts) if name == "and" else any(verdicts) if name == "or" else not verdicts[0]
    field, _, function = name.rpartition(".")
    value = row
    for key in field.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    values = [literal(part) for part in inside]
    if function == "isNull":
        return value is None
    if function == "isNotNull":
        return value is not None
    if function == "eq":
        return value == values[0]
    if function == "ne":
        return value != values[0]
    if function in ("in", "notIn"):
        return (value in values) == (function == "in")
    if function == "like":
        pattern = "".join({"*": ".*", ".": "."}.get(c, re.escape(c)) for c in values[0])
        return re.fullmatch(pattern, str(value), re.S) is not None
    if function in ("gt", "ge", "lt", "le") and value is not None:
        return {"gt": value > values[0], "ge": value >= values[0], "lt": value < values[0], "le": value <= values[0]}[function]
    raise ValueError("unknown function " + function)


def parts_of(text):
    """Splits at the commas outside of quotes and parentheses."""
    parts, depth, quoted, last = [], 0, False, ""
    for c in text:
        if c == "'":
            quoted = not quoted
        elif not quoted:
            depth += {"(": 1, ")": -1}.get(c, 0)
        if c == "," and not quoted and depth == 0:
            parts.append(last.strip())
            last = ""
        else:
            last += c
    return parts + ([last.strip()] if last.strip() else [])


def literal(text):
    if text.startswith("'"):
        if not text.endswith("'") or len(text) < 2:
            raise ValueError("malformed string in filter")
        return text[1:-1].replace("''", "'")
    return {"true": True, "false": False}.get(text, int(text) if re.fullmatch(r"-?\d+", text) else text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kind", choices=("classic", "os"), default="os")
    parser.add_argument("--version", default="9.3.45")
    parser.add_argument("--api-key", default="")
    parser.add_argument("--login-limit", type=int, default=10)
    arguments = mock.arguments_of(parser)
    mock.run(Controller(arguments), arguments)


if __name__ == "__main__":
    main()
