"""A TP-Link Omada controller: its Open API, and of the older web interface as much as a login needs.

What it does on purpose as the real one does: HTTP 200 with an `errorCode`; a token that runs out, is single-use to renew and dies when somebody
edits the application; its own voucher codes; at most ten requests a second; batches of twenty; a login page with HTTP 200 instead of an error.

    omada.py [--version 5.14.26.1] [--client-id ID --client-secret SECRET] [--rate 10]

`--user` and `--password` are those of the web interface. Ports: http, https, control. Besides the control words of mock.py:

    POST /expire  {}               every token has run out (-44112)
    POST /guest   {"mac", "code"}  a guest logs in with a voucher's code, or {"mac", "user", "password"} as a local user,
                                   or {"mac", "radius"}: RADIUS let him in
    POST /traffic {"mac", "up", "down"}
    POST /edit    {"collection", "id", "row"}, POST /row {"collection", "row"}
"""

import argparse, hmac, random, re, string, time, uuid

import mock
from mock import Refused, Reply


def an_id():
    return "%024x" % random.getrandbits(96)


class Controller(mock.Mock):
    def __init__(self, arguments):
        super().__init__()
        self.arguments = arguments
        self.cid = "%032x" % random.getrandbits(128)
        self.tokens, self.refresh, self.web, self.recent = {}, set(), {}, []
        self.site = an_id()
        self.state = {
            "groups": [], "vouchers": [], "localusers": [], "authed": [], "clients": [],
            "radius": [{"radiusProfileId": an_id(), "name": "Built-in Radius Profile", "builtInServer": True, "serverEnable": False}],
            "portals": [{"id": an_id(), "name": "Guest Portal", "enable": True, "authType": 0, "ssidList": [an_id()], "networkList": [],
                         "authTimeout": {"authTimeout": 1}, "httpsRedirectEnable": True, "landingPage": 1}],
        }

    def refusal(self, refused):
        return Reply(refused.more.get("status", 200), {"errorCode": refused.more.get("code", -1), "msg": refused.detail})

    def place_of(self, request):
        return request.path.replace(self.cid, "ID").replace(self.site, "SITE")

    def answer(self, request):
        path = request.path
        if path == "/":
            return Reply(302, b"", Location="/%s/login" % self.cid)
        if path == "/api/info":
            return done({"controllerVer": self.arguments.version, "apiVer": "3", "configured": True, "type": 1, "supportApp": True,
                         "omadacId": self.cid, "registeredRoot": True, "omadacCategory": "advanced"})
        if path == "/openapi/authorize/token" and request.method == "POST":
            return self.token(request)
        if path.startswith("/%s/api/v2/" % self.cid):
            return self.web_interface(request, path.split("/api/v2/", 1)[1])
        prefix = "/openapi/v1/%s/" % self.cid
        if not path.startswith(prefix):
            # A session that is none gets the page to log in.
            return Reply(200, b"<!DOCTYPE html><html><body>Omada</body></html>", Content_Type="text/html")
        self.authorised(request)
        now = time.monotonic()
        self.recent = [at for at in self.recent if now - at < 1] + [now]
        if len(self.recent) > self.arguments.rate:
            raise Refused("Too many requests", status=429, code=-44118)
        return self.open_api(request, path.removeprefix(prefix))

    # Tokens.

    def token(self, request):
        body, query, a = request.json(), request.query, self.arguments
        if query.get("grant_type") == "client_credentials":
            if body.get("omadacId") != self.cid:
                raise Refused("Invalid omadacId", code=-44116)
            if body.get("client_id") != a.client_id or not hmac.compare_digest(str(body.get("client_secret")), a.client_secret):
                raise Refused("The client id or client secret is invalid", code=-44106)
        elif query.get("grant_type") == "refresh_token":
            if query.get("refresh_token") not in self.refresh:
                raise Refused("The refresh token has expired", code=-44114)
            self.refresh.discard(query["refresh_token"])
        else:
            raise Refused("The grant type is not supported", code=-44111)
        access, refresh = "AT-" + uuid.uuid4().hex, "RT-" + uuid.uuid4().hex
        self.tokens[access] = time.monotonic() + 7200
        self.refresh.add(refresh)
        return done({"accessToken": access, "tokenType": "bearer", "expiresIn": 7200, "refreshToken": refresh}, "Open API Get Access Token successfully.")

    def authorised(self, request):
        scheme, _, token = request.headers.get("Authorization", "").partition("=")
        if scheme != "AccessToken" or token not in self.tokens:
            raise Refused("The access token is invalid", code=-44113)
        if self.tokens[token] < time.monotonic():
            raise Refused("The access token has expired, please re-initiate the refreshToken process to obtain the access token.", code=-44112)

    # The web interface, as far as clients of it come.

    def web_interface(self, request, what):
        if what == "login" and request.method == "POST":
            body = request.json()
            if body.get("username") != self.arguments.user or not hmac.compare_digest(str(body.get("password")), self.arguments.password):
                raise Refused("Invalid username or password.", code=-30109)
            session, token = uuid.uuid4().hex, uuid.uuid4().hex
            self.web[session] = token
            reply = done({"roleType": 0, "token": token})
            reply.cookies = ["TPOMADA_SESSIONID=%s; Path=/%s; Secure; HttpOnly" % (session, self.cid)]
            return reply
        if self.web.get(request.cookie("TPOMADA_SESSIONID")) != request.headers.get("Csrf-Token") or not self.web:
            return Reply(200, b"<!DOCTYPE html><html><body>Omada</body></html>", Content_Type="text/html")
        if what == "users/current":
            return done({"name": self.arguments.user, "privilege": {"sites": [{"name": "Hotel", "key": self.site}]}})
        if what == "maintenance/uiInterface":
            return done({"controllerName": "Omada Controller", "defaultStyle": True})
        raise Refused("Unsupported path", code=-1600)

    # The Open API.

    def page(self, request, rows):
        try:
            size, number = int(request.query["pageSize"]), int(request.query["page"])
        except (KeyError, ValueError):
            raise Refused("Parameter [page] and [pageSize] are required", code=-1001) from None
        if not 1 <= size <= 1000 or number < 1:
            raise Refused("Parameter [pageSize] should be within the range of 1-1000", code=-1001)
        part = rows[(number - 1) * size : number * size]
        return done({"totalRows": len(rows), "currentPage": number, "currentSize": size, "data": part})

    def open_api(self, request, path):
        if path == "sites":
            return self.page(request, [{"siteId": self.site, "name": "Hotel", "region": "Spain", "timeZone": "Europe/Madrid", "type": 0}])
        match = re.fullmatch(r"sites/([^/]+)/(.*)", path)
        if not match or match[1] != self.site:
            raise Refused("This site does not exist.", code=-33004)
        what, method, body, s = match[2], request.method, request.json(), self.state
        if what == "clients" and method == "GET":
            return self.page(request, s["clients"])
        if what == "hotspot/authed-records":
            return self.page(request, s["authed"])
        match = re.fullmatch(r"hotspot/authed-records/(\w+)/disconnect", what)
        if match and method == "POST":
            return self.leave([one for one in s["authed"] if one["id"] == match[1]])
        match = re.fullmatch(r"hotspot/clients/([0-9A-F-]+)/(auth|unauth)", what)
        if match and method == "POST":
            if match[2] == "unauth":
                return self.leave([one for one in s["authed"] if one["mac"] == match[1]])
            self.enter(match[1], 4)
            return done()
        if what == "hotspot/voucher-groups":
            if method == "GET":
                return self.page(request, s["groups"])
            return self.vouchers(body)
        if what in ("hotspot/voucher-groups/batch/delete", "hotspot/vouchers/batch/delete"):
            ids = body.get("ids", [])
            if not 1 <= len(ids) <= 20:
                raise Refused("Parameter [ids] should contain 1 to 20 elements", code=-1001)
            return self.remove("groups" if "group" in what else "vouchers", ids)
        match = re.fullmatch(r"hotspot/(voucher-groups|vouchers|localusers)/(\w+)", what)
        if match:
            collection = {"voucher-groups": "groups", "vouchers": "vouchers", "localusers": "localusers"}[match[1]]
            found = next((one for one in s[collection] if one["id"] == match[2]), None)
            if found is None:
                raise Refused("The entry does not exist.", code=-41900)
            if method == "DELETE":
                return self.remove(collection, [match[2]])
            if method == "GET" and collection == "groups":
                return self.page(request, [one for one in s["vouchers"] if one["groupId"] == match[2]])
            if method == "POST" and collection == "localusers":
                self.check_user(body, found)
                found.update(body)
                return done()
            return done(found)
        if what == "hotspot/localusers":
            if method == "GET":
                return self.page(request, s["localusers"])
            self.check_user(body, None)
            s["localusers"].append({"trafficUsed": 0, "enable": True, **body, "id": an_id()})
            return done()
        if what == "profiles/radius":
            if method == "GET":
                return done(s["radius"])
            self.check_radius(body, None)
            s["radius"].append({**body, "radiusProfileId": an_id()})
            return done({"id": s["radius"][-1]["radiusProfileId"]})
        match = re.fullmatch(r"profiles/radius/(\w+)", what)
        if match:
            found = next((one for one in s["radius"] if one["radiusProfileId"] == match[1]), None)
            if found is None or found.get("builtInServer"):
                raise Refused("The radius profile does not exist.", code=-33500)
            if method == "DELETE":
                if any((one.get("externalRadius") or {}).get("radiusProfileId") == match[1] for one in s["portals"]):
                    raise Refused("This radius profile is in use.", code=-33501)
                s["radius"].remove(found)
            elif method in ("PATCH", "PUT"):
                self.check_radius(body, found)
                found.update(body)
            else:
                return done(found)
            return done()
        if what == "portals":
            return done([{key: one[key] for key in ("id", "name", "enable", "authType", "ssidList", "networkList")} for one in s["portals"]])
        match = re.fullmatch(r"portal/(\w+)", what)
        if match:
            found = next((one for one in s["portals"] if one["id"] == match[1]), None)
            if found is None:
                raise Refused("The portal does not exist.", code=-33700)
            if method == "GET":
                return done(found)
            for name in ("authTimeout", "authType", "enable", "httpsRedirectEnable", "landingPage", "name"):
                if name not in body:
                    raise Refused("Parameter [%s] should not be null" % name, code=-1001)
            if body["authType"] not in (0, 1, 2, 4, 11, 15, 16):
                raise Refused("Parameter [authType] invalid", code=-1001)
            radius = body.get("externalRadius") or {}
            if body["authType"] == 2 and not any(one["radiusProfileId"] == radius.get("radiusProfileId") for one in s["radius"]):
                raise Refused("The radius profile does not exist.", code=-33500)
            found.update({key: value for key, value in body.items() if key != "id"})
            return done()
        raise Refused("Unsupported request path.", code=-1600)

    def check_radius(self, body, old):
        name = str(body.get("name", ""))
        if not 1 <= len(name) <= 64 or not body.get("authServer") or "radiusAccountingEnable" not in body or "wirelessVlanAssignment" not in body:
            raise Refused("Parameter [name], [authServer], [radiusAccountingEnable] or [wirelessVlanAssignment] invalid", code=-1001)
        if any(one["name"] == name and one is not old for one in self.state["radius"]):
            raise Refused("This name already exists.", code=-33502)
        for server in body["authServer"] + body.get("acctServer", []):
            if not re.fullmatch(r"\d+(\.\d+){3}", str(server.get("radiusServerIp"))) or not server.get("radiusPwd") or not isinstance(server.get("radiusPort"), int):
                raise Refused("Parameter [authServer] invalid", code=-1001)
        if body.get("interimUpdateEnable") and not 60 <= body.get("interimUpdateInterval", 0) <= 86400:
            raise Refused("InterimUpdateInterval should be within the range of 60-86400", code=-1001)
        if body.get("coaEnable") and not body.get("coaPassword"):
            raise Refused("Parameter [coaPassword] should not be null", code=-1001)

    def check_rates(self, body):
        custom = (body.get("rateLimit") or {}).get("customRateLimit") or {}
        if "rateLimit" not in body or any(custom.get(way + "Enable") and not 0 <= custom.get(way, -1) <= 10485760 for way in ("upLimit", "downLimit")):
            raise Refused("Parameter [rateLimit] invalid", code=-1001)
        if body.get("trafficLimitEnable") and not 1 <= body.get("trafficLimit", 0) <= 10485760:
            raise Refused("Parameter [trafficLimit] should be within the range of 1-10485760", code=-1001)

    def check_user(self, body, old):
        name, password = str(body.get("userName", "")), str(body.get("password", ""))
        if not 1 <= len(name) <= 100 or not 1 <= len(password) <= 100:
            raise Refused("Parameter [userName] or [password] invalid", code=-1001)
        if any(one["userName"] == name and one is not old for one in self.state["localusers"]):
            raise Refused("This username already exists.", code=-41901)
        if not 1 <= body.get("maxUsers", 0) <= 2048 or body.get("expirationTime", 0) <= 0:
            raise Refused("Parameter [maxUsers] or [expirationTime] invalid", code=-1001)
        self.check_rates(body)

    def vouchers(self, body):
        wrong = lambda name, why: Refused("Parameter [%s] %s" % (name, why), code=-1001)
        if not 1 <= len(str(body.get("name", ""))) <= 32:
            raise wrong("name", "should contain 1 to 32 characters")
        for name, least, most in (("amount", 1, 5000), ("codeLength", 6, 10), ("duration", 1, 14400000), ("limitType", 0, 2), ("durationType", 0, 1), ("timingType", 0, 1)):
            if not isinstance(body.get(name), int) or not least <= body[name] <= most:
                raise wrong(name, "should be within the range of %d-%d" % (least, most))
        if body["limitType"] != 2 and not 1 <= body.get("limitNum", 0) <= 999:
            raise wrong("limitNum", "should be within the range of 1-999")
        if "applyToAllPortals" not in body or "trafficLimitEnable" not in body or not body.get("codeForm"):
            raise wrong("applyToAllPortals", "should not be null")
        self.check_rates(body)
        letters = "".join({0: string.digits, 1: string.ascii_letters}[form] for form in body["codeForm"])
        group = {**body, "id": an_id(), "createdTime": int(time.time() * 1000), "unusedCount": body["amount"], "usedCount": 0, "inUseCount": 0, "expiredCount": 0}
        group["totalCount"] = body["amount"]
        self.state["groups"].append(group)
        for _ in range(body["amount"]):
            code = "".join(random.choice(letters) for _ in range(body["codeLength"]))
            self.state["vouchers"].append({"id": an_id(), "groupId": group["id"], "code": code, "status": 0, "trafficUsed": 0, "timeUsedSec": 0,
                                           "timeLeftSec": body["duration"] * 60})
        return done({"id": group["id"]})

    def remove(self, collection, ids):
        self.state[collection] = [one for one in self.state[collection] if one["id"] not in ids]
        if collection == "groups":
            self.state["vouchers"] = [one for one in self.state["vouchers"] if one["groupId"] not in ids]
        return done()

    def enter(self, mac, how, **more):
        self.leave([one for one in self.state["authed"] if one["mac"] == mac], quiet=True)
        self.state["authed"].append({"id": an_id(), "mac": mac, "authType": how, "start": int(time.time() * 1000), "valid": True, "download": 0, "upload": 0, **more})
        for client in self.state["clients"]:
            if client["mac"] == mac:
                client["authStatus"] = 2

    def leave(self, rows, quiet=False):
        if not rows and not quiet:
            raise Refused("The client does not exist.", code=-41011)
        for row in rows:
            row["valid"] = False
            for client in self.state["clients"]:
                if client["mac"] == row["mac"]:
                    client["authStatus"] = 1
        return done()

    def steer(self, word, body):
        if word == "expire":
            self.tokens = dict.fromkeys(self.tokens, 0.0)
            return {}
        if word == "guest":
            mac = body["mac"].upper().replace(":", "-")
            if not any(one["mac"] == mac for one in self.state["clients"]):
                self.state["clients"].append({"mac": mac, "ip": "10.5.50.%d" % (20 + len(self.state["clients"])), "guest": True, "authStatus": 1, "ssid": "Hotel Guests",
                                              "trafficDown": 0, "trafficUp": 0, "uptime": 60})
            if "code" in body:
                found = next((one for one in self.state["vouchers"] if one["code"] == body["code"] and one["status"] != 2), None)
                if found is None:
                    return {"ok": False}
                found["status"] = 1
                self.enter(mac, 3, voucherCode=found["code"])
            elif "user" in body:
                found = next((one for one in self.state["localusers"] if one["userName"] == body["user"] and one["password"] == body["password"]), None)
                if found is None or not found["enable"] or found["expirationTime"] < time.time() * 1000:
                    return {"ok": False}
                self.enter(mac, 5, localUserName=found["userName"])
            elif "radius" in body:
                self.enter(mac, 2)
            return {"ok": True}
        if word == "traffic":
            for one in self.state["authed"]:
                if one["mac"] == body["mac"].upper().replace(":", "-") and one["valid"]:
                    one["upload"] += body.get("up", 0)
                    one["download"] += body.get("down", 0)
            return {}
        if word == "row":
            self.state[body["collection"]].append({"id": an_id(), **body["row"]})
            return {}
        if word == "edit":
            for one in self.state[body["collection"]]:
                if body["id"] in (one.get("id"), one.get("radiusProfileId")):
                    one.update(body["row"])
            return {}
        raise KeyError(word)

    def rebooted(self):
        self.tokens.clear()


def done(result=None, msg="Success."):
    return Reply(200, {"errorCode": 0, "msg": msg, **({} if result is None else {"result": result})})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--version", default="5.14.26.1")
    parser.add_argument("--client-id", default="a-client")
    parser.add_argument("--client-secret", default="a client's secret")
    parser.add_argument("--rate", type=int, default=10)
    arguments = mock.arguments_of(parser)
    mock.run(Controller(arguments), arguments)


if __name__ == "__main__":
    main()
