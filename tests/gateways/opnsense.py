"""An OPNsense firewall: its captive portal over the API.

What it does on purpose as the real one does: HTTP 200 with `status: error` or `result: failed`; passwords of vouchers that are seen once and never
again; names of vouchers with characters that a URL minds; no way to make the RADIUS server's entry.

    opnsense.py [--no-vouchers]

`--user` and `--password` are key and secret of the API. Ports: http, https, control. Besides the control words of mock.py:

    POST /guest   {"mac", "ip", "user", "password"}   a guest logs in with a voucher: {"ok"}
    POST /guest   {"mac", "radius": name}             RADIUS let a guest in
    POST /traffic {"mac", "in", "out"}
    POST /edit    {"collection", "row"}               all of its rows
    POST /voucher {...}                               somebody makes vouchers by hand, as generateVouchers
    POST /drop    {}                                  somebody removes a voucher of ours that nobody used
"""

import argparse, base64, binascii, hashlib, hmac, json, random, re, time, urllib.parse, uuid

import mock
from mock import Refused, Reply, Request

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789#[]%$;"


class Firewall(mock.Mock):
    def __init__(self, arguments):
        super().__init__()
        self.arguments = arguments
        self.state = {
            "providers": [] if arguments.no_vouchers else ["Guests"],
            "vouchers": [],
            "sessions": [],
            "zones": [{"uuid": str(uuid.uuid4()), "enabled": "1", "zoneid": "0", "interfaces": "opt1", "authservers": "Guests" if not arguments.no_vouchers else "",
                       "idletimeout": "0", "hardtimeout": "0", "concurrentlogins": "1", "alwaysSendAccountingReqs": "0", "allowedAddresses": "",
                       "allowedMACAddresses": "", "servername": "", "description": "Guests"}],
            "running": 0,
        }

    def refusal(self, refused):
        status = refused.more.get("status", 200)
        return Reply(status, {"status": status, "message": refused.detail} if status >= 400 else {"status": "error", "message": refused.detail})

    def form(self, request):
        kind = request.headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            if not request.body:
                raise Refused("Invalid JSON syntax", status=400)
            return request.json()
        return dict(urllib.parse.parse_qsl(request.body.decode(), keep_blank_values=True))

    def answer(self, request):
        if not request.path.startswith("/api/"):
            return Reply(200, b"<html><title>Login | OPNsense</title></html>", Content_Type="text/html")
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        try:
            key, _, secret = base64.b64decode(given).decode().partition(":")
        except (ValueError, binascii.Error):
            key = secret = ""
        if scheme != "Basic" or key != self.arguments.user or not hmac.compare_digest(secret, self.arguments.password):
            raise Refused("Authentication Failed", status=401)
        parts = request.raw_path.removeprefix("/api/").strip("/").split("/")
        module, controller, action, *rest = [urllib.parse.unquote(part) for part in parts + [""] * max(0, 3 - len(parts))]
        # Newer releases know both spellings.
        action = re.sub(r"_(\w)", lambda found: found[1].upper(), action)
        if (module, controller, action) == ("core", "firmware", "status") or (module, controller, action) == ("core", "firmware", "info"):
            return Reply(200, {"product_id": "opnsense", "product_version": "25.1.7", "product": {"product_version": "25.1.7"}})
        if module != "captiveportal":
            raise Refused("Endpoint not found", status=404)
        work = getattr(self, controller + "_" + action, None)
        if work is None:
            raise Refused("Endpoint not found", status=404)
        return Reply(200, work(request, self.form(request) if request.method == "POST" else {}, *rest))

    def post(self, request):
        if request.method != "POST":
            raise Refused("")

    # Vouchers.

    def voucher_listProviders(self, request, body):
        return self.state["providers"]

    def of(self, provider, group=None):
        if provider not in self.state["providers"]:
            return None
        return [one for one in self.state["vouchers"] if one["provider"] == provider and group in (None, one["vouchergroup"])]

    def voucher_listVoucherGroups(self, request, body, provider):
        return sorted({one["vouchergroup"] for one in self.of(provider) or []})

    def voucher_listVouchers(self, request, body, provider, group):
        now, rows = time.time(), []
        for one in self.of(provider, group) or []:
            end = one["starttime"] + one["validity"] if one["starttime"] else 0
            expired = bool(end and end < now) or bool(one["expirytime"] and one["expirytime"] < now)
            rows.append({"username": one["username"], "validity": one["validity"], "expirytime": one["expirytime"], "starttime": one["starttime"], "endtime": end,
                         "state": "expired" if expired else "valid" if end else "unused"})
        return rows

    def voucher_generateVouchers(self, request, body, provider):
        self.post(request)
        if self.of(provider) is None:
            return {"status": "error"}
        try:
            count, validity, expiry = int(body["count"]), int(body["validity"]), int(body.get("expirytime", 0))
        except (KeyError, ValueError):
            return {"status": "error"}
        group = str(body.get("vouchergroup", "")).replace("&", "").replace("#", "")
        if not 1 <= count <= 10000 or not group:
            return {"status": "error"}
        made = []
        for _ in range(count):
            password = "".join(random.choice(LETTERS) for _ in range(10))
            voucher = {"provider": provider, "username": "".join(random.choice(LETTERS) for _ in range(8)), "vouchergroup": group, "validity": validity,
                       "expirytime": int(time.time()) + expiry if expiry else 0, "starttime": 0, "hash": hashlib.sha512(password.encode()).hexdigest()}
            self.state["vouchers"].append(voucher)
            made.append({**{key: voucher[key] for key in ("username", "vouchergroup", "validity", "expirytime", "starttime")}, "password": password})
        return made

    def voucher_expireVoucher(self, request, body, provider):
        self.post(request)
        for one in self.of(provider) or []:
            if one["username"] == body.get("username"):
                one["expirytime"] = 1
        return {"status": "ok"}

    def voucher_dropVoucherGroup(self, request, body, provider, group):
        self.post(request)
        self.state["vouchers"] = [one for one in self.state["vouchers"] if one not in (self.of(provider, group) or [])]
        return {"status": "drop"}

    def voucher_dropExpiredVouchers(self, request, body, provider, group):
        self.post(request)
        expired = {row["username"] for row in self.voucher_listVouchers(request, body, provider, group) if row["state"] == "expired"}
        before = len(self.state["vouchers"])
        self.state["vouchers"] = [one for one in self.state["vouchers"] if one["username"] not in expired or one["vouchergroup"] != group]
        return {"status": "drop", "count": before - len(self.state["vouchers"])}

    # Sessions.

    def session_zones(self, request, body):
        return {zone["zoneid"]: zone["description"] for zone in self.state["zones"]}

    def session_list(self, request, body, zone="0"):
        return [one for one in self.state["sessions"] if str(one["zoneid"]) == zone]

    def session_search(self, request, body):
        rows = self.state["sessions"]
        return {"total": len(rows), "rowCount": len(rows), "current": 1, "rows": rows}

    def session_disconnect(self, request, body, zone="0"):
        self.post(request)
        found = [one for one in self.state["sessions"] if one["sessionId"] == body.get("sessionId")]
        if not found:
            return {}
        self.state["sessions"].remove(found[0])
        return {"terminateCause": "User-Request", "sessionId": found[0]["sessionId"]}

    def session_connect(self, request, body, zone="0"):
        self.post(request)
        return self.open(body.get("user", ""), body.get("ip", ""), "00:00:00:00:00:00", "---")

    def open(self, user, ip, mac, how):
        session = {"zoneid": 0, "sessionId": base64.b64encode(uuid.uuid4().bytes).decode(), "userName": user, "ipAddress": ip, "macAddress": mac.lower(),
                   "authenticated_via": how, "startTime": time.time(), "last_accessed": int(time.time()), "bytes_in": 0, "bytes_out": 0, "packets_in": 0, "packets_out": 0}
        self.state["sessions"].append(session)
        return {"clientState": "AUTHORIZED", **session}

    # Settings.

    def settings_searchZones(self, request, body):
        rows = self.state["zones"]
        return {"total": len(rows), "rowCount": len(rows), "current": 1, "rows": [{key: one[key] for key in ("uuid", "enabled", "zoneid", "description")} for one in rows]}

    def settings_getZone(self, request, body, which):
        zone = next((one for one in self.state["zones"] if one["uuid"] == which), None)
        if zone is None:
            return []
        options = lambda field, names: {name: {"value": name, "selected": 1 if name in zone[field].split(",") else 0} for name in names}
        shown = {key: value for key, value in zone.items() if key != "uuid"}
        return {"zone": {**shown, "authservers": options("authservers", ["Local Database", "Innkeeper"] + self.state["providers"]),
                         "interfaces": options("interfaces", ["lan", "opt1"])}}

    def settings_setZone(self, request, body, which):
        self.post(request)
        zone = next((one for one in self.state["zones"] if one["uuid"] == which), None)
        if zone is None:
            return {"result": "failed"}
        given = {key: str(value) for key, value in body.get("zone", {}).items()}
        for name in ("idletimeout", "hardtimeout"):
            if not given.get(name, zone[name]).isdigit() or int(given.get(name, zone[name])) > 10080:
                return {"result": "failed", "validations": {"zone." + name: "must be between 0 and 10080"}}
        unknown = set(given.get("authservers", "").split(",")) - {"", "Local Database", "Innkeeper"} - set(self.state["providers"])
        if unknown:
            return {"result": "failed", "validations": {"zone.authservers": "Option not in list"}}
        zone.update({key: value for key, value in given.items() if key in zone and key != "uuid"})
        return {"result": "saved"}

    def service_reconfigure(self, request, body):
        self.post(request)
        self.state["running"] += 1
        return {"status": "ok"}

    def service_status(self, request, body):
        return {"status": "running"}

    # What happens in the house.

    def steer(self, word, body):
        if word == "guest" and "radius" in body:
            self.open(body["radius"], "10.5.50.7", body["mac"], "Innkeeper")
            return {"ok": True}
        if word == "drop":
            found = next(one for one in self.state["vouchers"] if "innkeeper:" in one["vouchergroup"] and not one["starttime"])
            self.state["vouchers"].remove(found)
            return {}
        if word == "voucher":
            return self.voucher_generateVouchers(Request("POST", "/", {}, b""), body, "Guests")
        if word == "edit":
            for row in self.state[body["collection"]]:
                row.update(body["row"])
            return {}
        if word == "guest":
            proof = hashlib.sha512(body["password"].encode()).hexdigest()
            now = time.time()
            for one in self.state["vouchers"]:
                if one["username"] == body["user"] and one["hash"] == proof and not (one["expirytime"] and one["expirytime"] < now):
                    one["starttime"] = one["starttime"] or int(now)
                    if one["starttime"] + one["validity"] > now:
                        self.open(body["user"], body["ip"], body["mac"], one["provider"])
                        return {"ok": True}
            return {"ok": False}
        if word == "traffic":
            for one in self.state["sessions"]:
                if one["macAddress"] == body["mac"].lower():
                    one["bytes_in"] += body.get("in", 0)
                    one["bytes_out"] += body.get("out", 0)
            return {}
        raise KeyError(word)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-vouchers", action="store_true")
    arguments = mock.arguments_of(parser)
    mock.run(Firewall(arguments), arguments)


if __name__ == "__main__":
    main()
