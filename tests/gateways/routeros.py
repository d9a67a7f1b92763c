"""A MikroTik router: RouterOS 7 with its REST interface and the binary API, or RouterOS 6 with the API alone.

Both interfaces stand on one state. Written from the vendor's documentation; what it does on purpose as the router does:
every value of a reply is a string; PUT adds once more each time; a changed value comes back in the router's own spelling; an unset
property is absent; a guest with a cookie comes straight back after a kick; counters and sessions are lost with the power.

    routeros.py [--version 7.16.1] [--old-login] [--certificate FILE --key FILE] [--group full]

Ports: http and https (REST), api, api_tls (anonymous Diffie-Hellman without a certificate, as the router does), control.
Besides the control words of mock.py:

    POST /guest   {"mac", "address", "user", "password", "server"?}  a guest logs in: {"ok", "why"}
    POST /cookie  {"mac"}                         ends nothing: tells whether a cookie would let this device in
    POST /traffic {"user", "bytes-in", "bytes-out", "uptime"}  a guest used something; the limits cut as the router's do
    POST /row     {"menu", "row": {...}}          somebody else adds a row by hand
    POST /edit    {"menu", "id", "row": {...}}    somebody else changes one
    POST /radius  {"id", counters...}             what /radius/monitor shall say
"""

import argparse, base64, binascii, hashlib, hmac, json, os, re, socket, socketserver, ssl, struct, sys, threading, time

import mock
from mock import Gone, Refused, Reply

BOOL, TIME, INT, TEXT, SECRET, IP, MAC, NAME = "bool", "time", "int", "text", "secret", "ip", "mac", "name"


class Menu:
    """A table or, with `settings`, one record. A field is "kind", "kind=default" or "kind*" (required)."""

    def __init__(self, fields="", read_only="", key=(), settings=False, adds=True, already=None, commands=()):
        self.fields, self.defaults, self.required = {}, {}, set()
        for word in fields.split():
            name, _, kind = word.partition(":")
            kind, has_default, default = kind.partition("=")
            if kind.endswith("*"):
                kind = kind[:-1]
                self.required.add(name)
            self.fields[name] = kind
            if has_default:
                self.defaults[name] = default
        self.read_only = dict(word.split("=", 1) for word in read_only.split())
        self.key, self.settings, self.adds = key, settings, adds
        self.already = already or "failure: already have such entry"
        self.commands = set(commands)


LIMITS = "limit-uptime:time limit-bytes-in:int limit-bytes-out:int limit-bytes-total:int"
MENUS = {
    "/ip/hotspot": Menu(
        "name:name* interface:text* address-pool:text=none profile:ref,/ip/hotspot/profile=default idle-timeout:time=5m "
        "keepalive-timeout:time=none login-timeout:time=none addresses-per-mac:int=2 disabled:bool=false",
        "invalid=false HTTPS=false", ("name",)),
    "/ip/hotspot/user": Menu(
        "server:server=all name:name* password:secret otp-secret:secret address:ip mac-address:mac "
        "profile:ref,/ip/hotspot/user/profile=default routes:text email:text comment:text disabled:bool=false " + LIMITS,
        "uptime=0s bytes-in=0 bytes-out=0 packets-in=0 packets-out=0 dynamic=false", ("server", "name"),
        already="failure: already have user with this name for this server", commands=("reset-counters",)),
    "/ip/hotspot/user/profile": Menu(
        "name:name* address-pool:text session-timeout:time idle-timeout:time=none keepalive-timeout:time=2m "
        "status-autorefresh:time=1m shared-users:shared=1 add-mac-cookie:bool=true mac-cookie-timeout:time=3d rate-limit:text "
        "address-list:text incoming-filter:text outgoing-filter:text incoming-packet-mark:text outgoing-packet-mark:text "
        "insert-queue-before:text parent-queue:text queue-type:text on-login:text on-logout:text transparent-proxy:bool=false "
        "open-status-page:text advertise:bool=false advertise-url:text advertise-interval:text advertise-timeout:text",
        "default=false", ("name",), already="failure: already have user profile with this name"),
    "/ip/hotspot/profile": Menu(
        "name:name* hotspot-address:ip dns-name:text html-directory:text=hotspot html-directory-override:text "
        "install-hotspot-queue:bool=false rate-limit:text http-proxy:text=0.0.0.0:0 smtp-server:text=0.0.0.0 "
        "login-by:set,mac,cookie,http-chap,https,http-pap,trial,mac-cookie=cookie,http-chap mac-auth-mode:text mac-auth-password:secret "
        "http-cookie-lifetime:time=3d ssl-certificate:text https-redirect:bool split-user-domain:bool=false trial-uptime-limit:time "
        "trial-uptime-reset:time trial-user-profile:text use-radius:bool=false radius-accounting:bool=true "
        "radius-interim-update:received=received nas-port-type:text=wireless-802.11 radius-default-domain:text radius-location-id:text "
        "radius-location-name:text radius-mac-format:text=XX:XX:XX:XX:XX:XX",
        "default=false", ("name",), already="failure: already have server profile with this name"),
    "/ip/hotspot/active": Menu(adds=False, commands=("login",)),
    "/ip/hotspot/host": Menu(adds=False, commands=("make-binding",)),
    "/ip/hotspot/cookie": Menu(adds=False),
    "/ip/hotspot/ip-binding": Menu(
        "mac-address:mac address:ip to-address:ip server:server=all type:text=regular comment:text disabled:bool=false",
        "bypassed=false blocked=false"),
    "/ip/hotspot/walled-garden": Menu(
        "action:one,allow,deny=allow server:server src-address:text method:text dst-host:text dst-port:text path:text comment:text "
        "disabled:bool=false", "hits=0 dynamic=false", commands=("reset-counters", "move")),
    "/ip/hotspot/walled-garden/ip": Menu(
        "action:one,accept,drop,reject=accept server:server src-address:text dst-address:text dst-host:text protocol:text dst-port:text "
        "src-address-list:text dst-address-list:text comment:text disabled:bool=false", "dynamic=false", commands=("move",)),
    "/radius": Menu(
        "service:set,ppp,login,hotspot,wireless,dhcp,ipsec,dot1x called-id:text domain:text address:ip=0.0.0.0 secret:secret "
        "authentication-port:int=1812 accounting-port:int=1813 timeout:time=1s100ms accounting-backup:bool=false realm:text "
        "protocol:one,udp,radsec=udp certificate:text src-address:ip require-message-auth:one,yes-for-request-resp,no=yes-for-request-resp "
        "comment:text disabled:bool=false", commands=("monitor", "reset-counters", "move")),
    "/radius/incoming": Menu("accept:bool=false port:int=1700 vrf:text=main", settings=True, commands=("monitor",)),
    "/ip/firewall/filter": Menu(
        "chain:text* action:text=accept protocol:text src-address:text dst-address:text dst-port:text in-interface:text src-address-list:text "
        "dst-address-list:text connection-state:text comment:text disabled:bool=false", "invalid=false dynamic=false bytes=0 packets=0",
        commands=("move",)),
    "/ip/firewall/address-list": Menu(
        "list:text* address:text* timeout:time comment:text disabled:bool=false", "dynamic=false", ("list", "address"),
        already="failure: already have such entry"),
    "/ip/address": Menu("address:text* interface:text* network:text comment:text disabled:bool=false", "invalid=false dynamic=false"),
    "/ip/service": Menu("name:name* port:int* address:text certificate:text=none disabled:bool=false", "invalid=false", ("name",), adds=False),
    "/interface": Menu("name:name* type:text comment:text disabled:bool=false", "running=true", ("name",), adds=False),
    "/user": Menu("name:name* group:text* address:text comment:text disabled:bool=false", key=("name",)),
    "/user/group": Menu("name:name* policy:text* comment:text", key=("name",)),
    "/certificate": Menu("name:name* common-name:text", "fingerprint= private-key=true", ("name",), adds=False),
    "/system/identity": Menu("name:text=MikroTik", settings=True),
    "/system/resource": Menu("", settings=True),
    "/system/routerboard": Menu("", settings=True),
    "/system/clock": Menu("time-zone-name:text=manual", settings=True),
    "/system/ntp/client": Menu("enabled:bool=false servers:text", settings=True),
    "/system/device-mode": Menu("", settings=True),
    "/system/scheduler": Menu("name:name* interval:time on-event:text start-date:text start-time:text comment:text disabled:bool=false",
                              "run-count=0", ("name",)),
    "/system/script": Menu("name:name* source:text policy:text comment:text", "run-count=0 invalid=false", ("name",), commands=("run",)),
}
ONLY_WITH_RADIUS = {
    "radius-accounting", "radius-interim-update", "nas-port-type", "radius-default-domain", "radius-location-id", "radius-location-name",
    "radius-mac-format"}
UNITS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1, "ms": 0.001}


def seconds_of(text):
    """`1w2d3h4m5s`, `HH:MM:SS`, `1d 02:00:00`, `3600`; None if it is none of them."""
    text = text.strip().lower()
    if re.fullmatch(r"\d+", text):
        return int(text)
    match = re.fullmatch(r"(?:(\d+)w)?(?:(\d+)d)? ?(?:(\d+):(\d\d):(\d\d))", text)
    if match:
        w, d, h, m, s = (int(part or 0) for part in match.groups())
        return w * 604800 + d * 86400 + h * 3600 + m * 60 + s
    parts = re.findall(r"(\d+)(ms|[wdhms])", text)
    if parts and "".join(number + unit for number, unit in parts) == text:
        return sum(int(number) * UNITS[unit] for number, unit in parts)
    return None


class Router(mock.Mock):
    def __init__(self, arguments):
        super().__init__()
        self.version, self.old_login, self.arguments = arguments.version, arguments.old_login, arguments
        self.seven = not arguments.version.startswith("6.")
        self.number = 0
        # Ten thousand users are looked up by these.
        self.ids, self.keys = {}, {}
        self.incoming = None
        self.started = time.time()
        self.state = {"menus": {path: [] for path, menu in MENUS.items() if not menu.settings}, "settings": {}, "radius": {}, "secret": {}}
        for path, menu in MENUS.items():
            if menu.settings:
                self.state["settings"][path] = dict(menu.defaults)
        rw = "local,telnet,ssh,ftp,reboot,read,write,policy,test,winbox,password,web,sniff,sensitive,api,romon,rest-api"
        self.insert("/user/group", {"name": "full", "policy": rw})
        self.insert("/user/group", {"name": "read", "policy": "local,read,test,winbox,web,api,rest-api"})
        self.insert("/user/group", {"name": "insensitive", "policy": "read,write,test,api,rest-api"})
        self.insert("/user/group", {"name": "no-api", "policy": "read,write,test,sensitive,winbox"})
        self.insert("/user", {"name": arguments.user, "group": arguments.group})
        self.insert("/interface", {"name": "bridge-guests", "type": "bridge"})
        self.insert("/ip/address", {"address": "10.5.50.1/24", "interface": "bridge-guests", "network": "10.5.50.0"})
        self.insert("/ip/hotspot/profile", {"name": "default"}, default="true")
        self.insert("/ip/hotspot/profile", {"name": "hsprof1", "hotspot-address": "10.5.50.1", "dns-name": "wifi.hotel.example"})
        self.insert("/ip/hotspot", {"name": "hotspot1", "interface": "bridge-guests", "address-pool": "hs-pool", "profile": "hsprof1"})
        self.insert("/ip/hotspot/user/profile", {"name": "default"}, default="true")
        self.insert("/ip/hotspot/user", {"name": "default-trial", "comment": "counters and limits for trial users"}, default="true")
        for name, port in (("www", "80"), ("www-ssl", "443"), ("api", "8728"), ("api-ssl", "8729"), ("winbox", "8291"), ("ssh", "22")):
            self.insert("/ip/service", {"name": name, "port": port})
        self.insert("/ip/firewall/filter", {"chain": "input", "action": "drop", "comment": "defconf: drop all not coming from LAN"})

    # Rows.

    def insert(self, path, given, **read_only):
        menu = MENUS[path]
        row = {".id": ""}
        row.update(menu.defaults)
        row.update({name: self.value(path, name, value) for name, value in given.items()})
        missing = sorted(menu.required - {name for name in row if row[name]})
        if missing:
            raise Refused("missing =%s=" % missing[0], category="1")
        self.check_key(path, row)
        row.update(menu.read_only)
        row.update(read_only)
        return self.place(path, row)

    def place(self, path, row):
        self.number += 1
        row = {**row, ".id": "*%X" % self.number}
        row = {name: value for name, value in row.items() if value is not None}
        self.state["menus"][path].append(row)
        self.enter(path, row)
        return row

    def key(self, path, row):
        return tuple(row.get(name) for name in MENUS[path].key)

    def enter(self, path, row):
        self.ids.setdefault(path, {})[row[".id"]] = row
        if MENUS[path].key:
            self.keys.setdefault(path, {})[self.key(path, row)] = row[".id"]

    def leave(self, path, row):
        self.ids[path].pop(row[".id"], None)
        self.keys.get(path, {}).pop(self.key(path, row), None)

    def restored(self):
        self.ids, self.keys = {}, {}
        for path, rows in self.state["menus"].items():
            for row in rows:
                self.enter(path, row)

    def check_key(self, path, row):
        if MENUS[path].key and self.keys.get(path, {}).get(self.key(path, row), row[".id"]) != row[".id"]:
            raise Refused(MENUS[path].already, category="4")

    def value(self, path, name, given):
        """The router's spelling of a value; None where it means "not set"."""
        menu = MENUS[path]
        if name not in menu.fields:
            raise Refused("unknown parameter %s" % name, category="1")
        text = {True: "true", False: "false"}.get(given, str(given)) if isinstance(given, bool) else str(given)
        kind, _, rest = menu.fields[name].partition(",")
        wrong = Refused("invalid value for argument %s" % name, category="1")
        if kind == BOOL:
            if text not in ("yes", "no", "true", "false"):
                raise Refused("input does not match any value of %s" % name, category="1")
            return "true" if text in ("yes", "true") else "false"
        if text == "":
            if name in menu.required:
                raise wrong
            return menu.defaults.get(name)
        if kind == TIME:
            if text == "none":
                return text
            seconds = seconds_of(text)
            if seconds is None:
                raise wrong
            return self.spelt(seconds) if seconds or name in menu.defaults else None
        if kind == INT:
            match = re.fullmatch(r"(\d+)([kKMGT]?)", text)
            if not match:
                raise wrong
            number = int(match[1]) * 1024 ** " kMGT".index(match[2].replace("K", "k") or " ")
            if number >= 1 << 64 or (name.endswith("port") and number > 65535):
                raise Refused("value of %s out of range" % name, category="1")
            return str(number) if number or not name.startswith("limit-") else None
        if kind == "shared":
            if text != "unlimited" and not (text.isdigit() and int(text) > 0):
                raise wrong
            return text
        if kind == IP:
            if not re.fullmatch(r"\d+(\.\d+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*", text):
                raise wrong
            return text
        if kind == MAC:
            plain = re.sub(r"[^0-9A-Fa-f]", "", text).upper()
            if len(plain) != 12:
                raise wrong
            return ":".join(plain[i : i + 2] for i in range(0, 12, 2))
        if kind == "ref":
            if not any(row.get("name") == text for row in self.state["menus"][rest]):
                raise Refused("input does not match any value of %s" % name, category="1")
            return text
        if kind == "server":
            if text != "all" and not any(row["name"] == text for row in self.state["menus"]["/ip/hotspot"]):
                raise Refused("input does not match any value of %s" % name, category="1")
            return text
        if kind in ("one", "set"):
            words = text.split(",") if kind == "set" else [text]
            allowed = rest.split(",")
            if not set(words) <= set(allowed):
                raise Refused("input does not match any value of %s" % name, category="1")
            return ",".join(word for word in allowed if word in words)
        if kind == "received":
            seconds = seconds_of(text)
            if text != "received" and seconds is None:
                raise wrong
            return text if text == "received" else self.spelt(seconds)
        return text

    def spelt(self, seconds):
        if not self.seven and seconds == int(seconds):
            seconds = int(seconds)
            days, clock = divmod(seconds, 86400)
            clock = "%02d:%02d:%02d" % (clock // 3600, clock // 60 % 60, clock % 60)
            return "%dd %s" % (days, clock) if days else clock
        text, rest = "", round(seconds * 1000)
        for unit, size in UNITS.items():
            count, rest = divmod(rest, round(size * 1000))
            text += "%d%s" % (count, unit) if count else ""
        return text or "0s"

    def shown(self, path, row, sensitive):
        """A row as `print` gives it."""
        hidden = {name for name, kind in MENUS[path].fields.items() if kind == SECRET} if not sensitive else set()
        if path == "/ip/hotspot/profile" and row.get("use-radius") != "true":
            hidden |= ONLY_WITH_RADIUS
        if path == "/ip/hotspot/active":
            row = {**row, "uptime": self.spelt(int(time.time() - row["_since"]))}
        return {name: value for name, value in row.items() if name not in hidden and not name.startswith("_")}

    def rows(self, path, sensitive):
        return [self.shown(path, row, sensitive) for row in self.state["menus"][path]]

    def record(self, path):
        """A settings menu."""
        record = self.state["settings"][path]
        if path == "/system/resource":
            return {"uptime": self.spelt(int(time.time() - self.started)), "version": self.version + (" (stable)" if self.seven else " (long-term)"),
                    "board-name": "hAP ax^2", "platform": "MikroTik", "architecture-name": "arm64", "cpu-load": "3",
                    "free-memory": "730005504", "total-memory": "1073741824"}
        if path == "/system/routerboard":
            return {"routerboard": "true", "model": "C52iG-5HaxD2HaxD", "serial-number": "HE808XXXXXX", "current-firmware": self.version}
        if path == "/system/clock":
            now = time.gmtime(time.time() + self.state["settings"][path].get("_ahead", 0))
            form = "%Y-%m-%d" if self.seven else "%b/%d/%Y"
            return {"time": time.strftime("%H:%M:%S", now), "date": time.strftime(form, now).lower(), "time-zone-autodetect": "true",
                    "time-zone-name": "Etc/UTC", "gmt-offset": "+00:00", "dst-active": "false"}
        if path == "/system/device-mode":
            return {"mode": "advanced", "hotspot": record.get("_hotspot", "true"), "attempt-count": "0"}
        return {name: value for name, value in record.items() if not name.startswith("_") and value is not None}

    def find(self, path, which):
        if which in self.ids.get(path, {}):
            return self.ids[path][which]
        for row in self.state["menus"][path]:
            if row.get("name") == which:
                return row
        raise Refused("no such item", category="0", status=404)

    def update(self, path, row, given):
        changed = dict(row)
        for name, value in given.items():
            changed[name] = self.value(path, name, value)
        missing = sorted(name for name in MENUS[path].required if not changed.get(name))
        if missing:
            raise Refused("missing =%s=" % missing[0], category="1")
        self.check_key(path, changed)
        self.leave(path, row)
        row.clear()
        row.update({name: value for name, value in changed.items() if value is not None})
        self.enter(path, row)
        return row

    def drop(self, path, row):
        if row.get("default") == "true":
            raise Refused("failure: can not remove default entry", category="4")
        self.leave(path, row)
        self.state["menus"][path].remove(row)
        if path == "/ip/hotspot/active":
            self.account(row, 2, cause=6)
            self.comes_back(row["mac-address"])

    # Commands: what both interfaces do.

    def command(self, path, word, given, policies, query=None):
        """Gives rows (a list of objects) and what `!done` carries."""
        menu = MENUS.get(path)
        known = {"print", "find", "set", "unset", "remove", "add", "enable", "disable", "comment", "getall", "listen"}
        if menu is None or not self.exists(path) or (word not in known and word not in menu.commands):
            raise Refused("no such command prefix" if menu is None else "no such command", category="0", status=400)
        reading = word in ("print", "getall", "find", "monitor")
        if ("read" if reading else "write") not in policies:
            raise Refused("not enough permissions (9)", category="4", status=403)
        given = dict(given)
        if word in ("print", "getall"):
            rows = [self.record(path)] if menu.settings else self.rows(path, "sensitive" in policies)
            rows = [row for row in rows if fits(row, query)]
            proplist = given.get(".proplist")
            if proplist:
                wanted = proplist.split(",") if isinstance(proplist, str) else proplist
                rows = [{name: row[name] for name in wanted if name in row} for row in rows]
            return rows, {}
        if menu.settings:
            if word == "monitor":
                return [{"requests": "0", "bad-requests": "0", "acks": "0", "naks": "0", **self.state["radius"].get("incoming", {})}], {}
            if word != "set":
                raise Refused("no such command", category="0")
            changed = {name: self.value(path, name, value) for name, value in given.items()}
            self.state["settings"][path].update(changed)
            if path == "/radius/incoming":
                self.listen_for_disconnects()
            return [], {}
        if word == "find":
            return [], {"ret": ";".join(row[".id"] for row in self.rows(path, True) if fits(row, query))}
        if word == "add":
            if not menu.adds:
                raise Refused("no such command", category="0")
            for name in ("place-before", "copy-from"):
                given.pop(name, None)
            return [], {"ret": self.insert(path, given)[".id"]}
        if word == "login":
            why = self.log_in(given.get("mac-address", "00:00:00:00:00:00"), given["ip"], given["user"], given.get("password", ""), "hotspot1")
            if why:
                raise Refused("failure: " + why, category="4")
            return [], {}
        which = str(given.pop(".id", given.pop("numbers", "")))
        if not which:
            raise Refused("missing =.id=", category="1")
        found = [self.find(path, one) for one in which.split(",")]
        for row in found:
            if word == "set":
                self.update(path, row, given)
            elif word == "unset":
                name = str(given.get("value-name", ""))
                if name not in menu.fields or name in menu.required:
                    raise Refused("input does not match any value of value-name", category="1")
                self.update(path, row, {name: menu.defaults.get(name, "")})
            elif word == "comment":
                self.update(path, row, {"comment": given.get("comment", "")})
            elif word in ("enable", "disable"):
                self.update(path, row, {"disabled": "yes" if word == "disable" else "no"})
            elif word == "remove":
                self.drop(path, row)
            elif word == "reset-counters":
                row.update({name: value for name, value in menu.read_only.items() if name != "dynamic"})
            elif word == "monitor":
                zero = dict.fromkeys(("pending", "requests", "accepts", "rejects", "resends", "timeouts", "bad-replies"), "0")
                return [{**zero, "last-request-rtt": "10ms", **self.state["radius"].get(row[".id"], {})}], {}
            elif word == "run":
                self.execute(row.get("source", ""), policies)
        return [], {}

    def exists(self, path):
        return self.seven or path not in ("/system/device-mode",)

    def execute(self, script, policies):
        """A script of add, set and remove. As on the router, nobody hears of what went wrong in it; it just ends there."""
        for line in script.replace("\r", "").split("\n"):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            match = re.match(r"^(/[a-z0-9/ -]*?)[/ ](add|set|remove)\b *(.*)$", line)
            if not match:
                return
            path, word, rest = match[1].strip().replace(" ", "/"), match[2], match[3]
            try:
                given = {}
                where = re.match(r'^\[ *find(?: where)? *(.*?)\] *(.*)$', rest)
                if where:
                    wanted = script_words(where[1])
                    ids = [row[".id"] for row in self.state["menus"][path] if all(row.get(k) == v for k, v in wanted.items())]
                    if not ids:
                        continue
                    given[".id"], rest = ",".join(ids), where[2]
                given.update(script_words(rest))
                self.command(path, word, given, policies)
            except (Refused, KeyError, ValueError):
                return

    # Guests.

    def log_in(self, mac, address, user, password, server, cookie=False):
        """A guest at the login page: None when in, else what the page says."""
        tables = self.state["menus"]
        found = next((row for row in tables["/ip/hotspot/user"] if row["name"] == user and row["server"] in ("all", server)), None)
        servers = {row["name"]: row for row in tables["/ip/hotspot"]}
        profile = self.find("/ip/hotspot/profile", servers[server]["profile"])
        row = {"server": server, "user": user, "address": address, "mac-address": mac, "login-by": "cookie" if cookie else "http-pap",
               "uptime": "0s", "idle-time": "0s", "keepalive-timeout": "2m", "bytes-in": "0", "bytes-out": "0", "packets-in": "0",
               "packets-out": "0", "radius": "false", "blocked": "false", "_since": time.time(), "_session": "%08x" % (0x80f00000 + self.number)}
        if found is None:
            if profile.get("use-radius") != "true":
                return "invalid username or password"
            reply = self.ask_radius(user, password, mac, address, server, row["_session"])
            if isinstance(reply, str):
                return reply
            row["radius"] = "true"
            row["_class"] = reply.get(25, [b""])[0].hex()
            users = {"name": "default"}
        else:
            if found["disabled"] == "true" or (not cookie and found.get("password", "") != password):
                return "invalid username or password"
            if found.get("mac-address", mac) != mac:
                return "user %s is not allowed to log in from this MAC address" % user
            if used_up(found):
                return "user %s has reached %s limit" % (user, used_up(found))
            users = self.find("/ip/hotspot/user/profile", found["profile"])
        same = [one for one in tables["/ip/hotspot/active"] if one["user"] == user and one["mac-address"] != mac]
        shared = users.get("shared-users", "1")
        if shared != "unlimited" and len(same) >= int(shared):
            return "no more sessions are allowed for user %s" % user
        for one in [one for one in tables["/ip/hotspot/active"] if one["mac-address"] == mac]:
            self.end(one)
        row = self.place("/ip/hotspot/active", row)
        if not any(one["mac-address"] == mac for one in tables["/ip/hotspot/host"]):
            self.place("/ip/hotspot/host", {"mac-address": mac, "address": address, "to-address": address, "server": server, "authorized": "true"})
        if "cookie" in profile["login-by"] and not cookie:
            self.place("/ip/hotspot/cookie", {"user": user, "mac-address": mac, "expires-in": "3d", "mac-cookie": "false", "_password": password})
        self.account(row, 1)
        return None

    def end(self, row):
        """A session ends without a word to anybody."""
        self.leave("/ip/hotspot/active", row)
        self.state["menus"]["/ip/hotspot/active"].remove(row)

    def comes_back(self, mac):
        """The browser's next request with its cookie."""
        tables = self.state["menus"]
        cookie = next((one for one in tables["/ip/hotspot/cookie"] if one["mac-address"] == mac), None)
        host = next((one for one in tables["/ip/hotspot/host"] if one["mac-address"] == mac), None)
        if cookie and host:
            self.log_in(mac, host["address"], cookie["user"], cookie.get("_password", ""), host["server"], cookie=True)

    def steer(self, word, body):
        tables = self.state["menus"]
        if word == "guest":
            why = self.log_in(body["mac"], body["address"], body["user"], body.get("password", ""), body.get("server", "hotspot1"))
            return {"ok": why is None, "why": why}
        if word == "traffic":
            # Local users' counters live with the user; the limits cut, cookies or not.
            for row in tables["/ip/hotspot/user"]:
                if row["name"] == body["user"]:
                    for name in ("bytes-in", "bytes-out"):
                        row[name] = str(int(row[name]) + body.get(name, 0))
                    row["uptime"] = self.spelt((seconds_of(row["uptime"]) or 0) + body.get("uptime", 0))
                    over = used_up(row) is not None
            for row in [row for row in tables["/ip/hotspot/active"] if row["user"] == body["user"]]:
                for name in ("bytes-in", "bytes-out"):
                    row[name] = str(int(row[name]) + body.get(name, 0))
                if row["radius"] == "true":
                    self.account(row, 3)
                elif over:
                    self.end(row)
            return {}
        if word == "row":
            row = {k: v for k, v in body["row"].items()}
            return self.insert(body["menu"], row) if MENUS[body["menu"]].adds else self.place(body["menu"], row)
        if word == "edit":
            return self.update(body["menu"], self.find(body["menu"], body["id"]), body["row"])
        if word == "radius":
            self.state["radius"][body.pop("id")] = body
            return {}
        if word == "clock":
            self.state["settings"]["/system/clock"]["_ahead"] = body["ahead"]
            return {}
        if word == "device-mode":
            self.state["settings"]["/system/device-mode"]["_hotspot"] = "true" if body["hotspot"] else "false"
            return {}
        raise KeyError(word)

    def rebooted(self):
        for path in ("/ip/hotspot/active", "/ip/hotspot/host"):
            self.state["menus"][path].clear()
            self.ids.pop(path, None)
        for row in self.state["menus"]["/ip/hotspot/user"]:
            row.update({"uptime": "0s", "bytes-in": "0", "bytes-out": "0", "packets-in": "0", "packets-out": "0"})
        self.started = time.time()

    # RADIUS, as far as a hotspot speaks it (RFC 2865, 2866, 5176).

    def radius_client(self):
        for row in self.state["menus"]["/radius"]:
            if "hotspot" in row.get("service", "") and row["disabled"] == "false":
                return row
        return None

    def count(self, row, name):
        counters = self.state["radius"].setdefault(row[".id"], {})
        counters[name] = str(int(counters.get(name, "0")) + 1)

    def exchange(self, row, port, code, attributes, authenticated):
        secret = row.get("secret", "").encode()
        self.count(row, "requests")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
            wire.settimeout(seconds_of(row["timeout"]) or 1)
            authenticator = os.urandom(16) if authenticated else bytes(16)
            if authenticated:
                attributes = attributes(authenticator, secret) + attribute(80, bytes(16))
            request = bytearray(struct.pack("!BBH16s", code, os.urandom(1)[0], 20 + len(attributes), authenticator) + attributes)
            if authenticated:
                request[-16:] = hmac.new(secret, request, "md5").digest()
            else:
                request[4:20] = authenticator = hashlib.md5(bytes(request) + secret).digest()
            wire.sendto(request, (row["address"], int(row[port])))
            try:
                answer = wire.recv(4096)
            except OSError:
                self.count(row, "timeouts")
                return None, {}
        signed = answer[:4] + bytes(authenticator) + answer[20:] + secret
        if hashlib.md5(signed).digest() != answer[4:20]:
            self.count(row, "bad-replies")
            return None, {}
        found = parsed(answer)
        if authenticated and row["require-message-auth"] != "no" and 80 not in found:
            self.count(row, "bad-replies")
            return None, {}
        return answer[0], found

    def ask_radius(self, user, password, mac, address, server, session):
        row = self.radius_client()
        if row is None:
            return "RADIUS server is not responding"
        identity = self.state["settings"]["/system/identity"]["name"].encode()

        def attributes(authenticator, secret):
            return (attribute(1, user.encode()) + attribute(2, hidden(password.encode(), secret, authenticator)) + attribute(31, mac.encode())
                    + attribute(30, server.encode()) + attribute(8, socket.inet_aton(address)) + attribute(32, identity)
                    + attribute(6, struct.pack("!I", 1)) + attribute(61, struct.pack("!I", 19)) + attribute(44, session.encode()))

        code, found = self.exchange(row, "authentication-port", 1, attributes, True)
        if code == 2:
            self.count(row, "accepts")
            return found
        if code == 3:
            self.count(row, "rejects")
            return (found.get(18) or [b"invalid username or password"])[0].decode("utf-8", "replace")
        return "RADIUS server is not responding"

    def account(self, row, status, cause=None):
        client = self.radius_client()
        if row.get("radius") != "true" or client is None:
            return
        attributes = (attribute(40, struct.pack("!I", status)) + attribute(1, row["user"].encode()) + attribute(44, row["_session"].encode())
                      + attribute(31, row["mac-address"].encode()) + attribute(8, socket.inet_aton(row["address"]))
                      + attribute(30, row["server"].encode()) + attribute(32, self.state["settings"]["/system/identity"]["name"].encode()))
        if row.get("_class"):
            attributes += attribute(25, bytes.fromhex(row["_class"]))
        if status != 1:
            attributes += (attribute(46, struct.pack("!I", int(time.time() - row["_since"])))
                           + attribute(42, struct.pack("!I", int(row["bytes-in"]) & 0xFFFFFFFF)) + attribute(52, struct.pack("!I", int(row["bytes-in"]) >> 32))
                           + attribute(43, struct.pack("!I", int(row["bytes-out"]) & 0xFFFFFFFF)) + attribute(53, struct.pack("!I", int(row["bytes-out"]) >> 32)))
        if cause:
            attributes += attribute(49, struct.pack("!I", cause))
        # Nobody waits for the answer on the router either.
        threading.Thread(target=self.exchange, args=(dict(client), "accounting-port", 4, attributes, False), daemon=True).start()

    def listen_for_disconnects(self):
        if self.incoming:
            self.incoming.close()
            self.incoming = None
        settings = self.state["settings"]["/radius/incoming"]
        if settings["accept"] != "true":
            return
        wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            wire.bind(("127.0.0.1", int(settings["port"])))
        except OSError:
            wire.close()
            return
        self.incoming = wire
        threading.Thread(target=self.hear, args=(wire,), daemon=True).start()

    def hear(self, wire):
        while True:
            try:
                data, peer = wire.recvfrom(4096)
            except OSError:
                return
            with self.lock:
                client = self.radius_client()
                counters = self.state["radius"].setdefault("incoming", {})
                bump = lambda name: counters.__setitem__(name, str(int(counters.get(name, "0")) + 1))
                bump("requests")
                secret = (client or {}).get("secret", "").encode()
                if client is None or hashlib.md5(data[:4] + bytes(16) + data[20:] + secret).digest() != data[4:20]:
                    bump("bad-requests")
                    continue
                found = parsed(data)
                # By address and name: a name alone, or a MAC, finds nothing here.
                sessions = [
                    row for row in self.state["menus"]["/ip/hotspot/active"]
                    if 8 in found and 1 in found and row["user"].encode() == found[1][0] and socket.inet_aton(row["address"]) == found[8][0]
                    and found.get(44, [row["_session"].encode()])[0] == row["_session"].encode()
                ]
                answer = b"" if sessions else attribute(101, struct.pack("!I", 503))
                code = data[0] + (1 if sessions else 2)
                bump("acks" if sessions else "naks")
                head = struct.pack("!BBH", code, data[1], 20 + len(answer))
                reply = head + hashlib.md5(head + data[4:20] + answer + secret).digest() + answer
                if data[0] == 40:
                    for row in sessions:
                        # The router drops the device's MAC cookie here, not the one of the browser.
                        self.end(row)
                        self.account(row, 2, cause=6)
                        self.comes_back(row["mac-address"])
                wire.sendto(reply, peer)

    # REST.

    def policies(self, user):
        row = next((row for row in self.state["menus"]["/user"] if row["name"] == user and row.get("disabled") != "true"), None)
        return set(self.find("/user/group", row["group"])["policy"].split(",")) if row else set()

    def right(self, user, password):
        return user == self.arguments.user and hmac.compare_digest(password, self.arguments.password)

    def refusal(self, refused):
        status = refused.more.get("status", 400)
        message = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 406: "Not Acceptable"}.get(status, "Bad Request")
        body = {"error": status, "message": message}
        if status not in (401, 404):
            body["detail"] = refused.detail
        headers = {"WWW_Authenticate": 'Basic realm="RouterOS"'} if status == 401 else {}
        return Reply(status, body, **headers)

    def place_of(self, request):
        return request.path.removeprefix("/rest")

    def verb(self, request):
        last = request.path.rsplit("/", 1)[-1]
        return {"GET": "print", "PUT": "add", "PATCH": "set", "DELETE": "remove"}.get(request.method, last)

    def http(self, request):
        if not self.seven and request.path.startswith("/rest"):
            return "whole", Reply(404, b"<html><body>404 Not Found</body></html>", Content_Type="text/html")
        if not request.path.startswith("/rest"):
            return "whole", Reply(200, b"<html><title>RouterOS router configuration page</title></html>", Content_Type="text/html")
        return super().http(request)

    def answer(self, request):
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        try:
            user, _, password = base64.b64decode(given).decode().partition(":")
        except (ValueError, binascii.Error):
            user = password = ""
        if scheme != "Basic" or not self.right(user, password):
            raise Refused("", status=401)
        policies = self.policies(user)
        if not policies & {"rest-api", "api"}:
            raise Refused("not enough permissions (9)", status=403)
        path = request.path[len("/rest"):].rstrip("/")
        if request.method == "POST":
            return self.post(path, request.json(), policies)
        whole = path
        which = None
        if path not in MENUS:
            path, _, which = path.rpartition("/")
        if path not in MENUS or not self.exists(path):
            raise Refused("no such command or directory (%s)" % whole.rsplit("/", 1)[-1])
        if request.method == "GET":
            proplist = request.query.pop(".proplist", None)
            query = ["=".join(pair) if pair[1] else pair[0] for pair in request.query.items()]
            query += ["#&"] * (len(query) - 1)
            rows, _ = self.command(path, "print", {".proplist": proplist} if proplist else {}, policies, query)
            if which is not None:
                row = self.find(path, which)
                return Reply(200, next(one for one in self.rows(path, "sensitive" in policies) if one[".id"] == row[".id"]))
            return Reply(200, rows[0] if MENUS[path].settings else rows)
        given = request.json()
        if request.method == "PUT" and which is None:
            _, done = self.command(path, "add", given, policies)
            return Reply(201, self.shown(path, self.find(path, done["ret"]), "sensitive" in policies))
        if request.method == "PATCH" and which is not None:
            row = self.find(path, which)
            self.command(path, "set", {**given, ".id": row[".id"]}, policies)
            return Reply(200, self.shown(path, row, "sensitive" in policies))
        if request.method == "DELETE" and which is not None:
            self.command(path, "remove", {".id": self.find(path, which)[".id"]}, policies)
            return Reply(204)
        raise Refused("no such command", status=405)

    def post(self, path, given, policies):
        query = given.pop(".query", None)
        if path == "/execute":
            if "write" not in policies:
                raise Refused("not enough permissions (9)", status=403)
            self.execute(given.get("script", ""), policies)
            return Reply(200, {"ret": "*%X" % (self.number + 1)})
        path, _, word = path.rpartition("/")
        rows, done = self.command(path, word, given, policies, query)
        return Reply(200, done or rows)


def used_up(user):
    """The name of the limit that a local user has reached."""
    if "limit-uptime" in user and (seconds_of(user["uptime"]) or 0) >= seconds_of(user["limit-uptime"]):
        return "uptime"
    sums = {"in": int(user["bytes-in"]), "out": int(user["bytes-out"])}
    sums["total"] = sums["in"] + sums["out"]
    return next(("traffic" for way, used in sums.items() if "limit-bytes-" + way in user and used >= int(user["limit-bytes-" + way])), None)


def script_words(text):
    """`name="a b" profile=x` of the console."""
    words = {}
    while text := text.strip():
        match = re.match(r'^([a-z0-9.-]+)=("(?:[^"\\]|\\.)*"|[^ ]*)', text)
        if not match:
            raise ValueError(text)
        value = match[2]
        if value.startswith('"'):
            value = re.sub(r"\\([0-9A-F]{2}|.)", lambda found: {"n": "\n", "r": "\r", "t": "\t"}.get(found[1], found[1]) if len(found[1]) == 1
                           else chr(int(found[1], 16)), value[1:-1])
            value = value.encode("latin-1", "surrogateescape").decode("utf-8", "replace") if all(ord(c) < 256 for c in value) else value
        words[match[1]] = value
        text = text[match.end():]
    return words


def fits(row, query):
    """The query words of the API: a stack of answers (without the leading question mark)."""
    stack = []
    for word in query or []:
        if word.startswith("#"):
            for sign in word[1:]:
                if sign == "!":
                    stack.append(not stack.pop())
                elif sign in "&|":
                    one, other = stack.pop(), stack.pop()
                    stack.append(one and other if sign == "&" else one or other)
            continue
        name, has_value, value = word.lstrip("=").partition("=")
        if name.startswith("-"):
            stack.append(name[1:] not in row)
        elif name.startswith((">", "<")):
            stack.append(name[1:] in row and (row[name[1:]] > value if name[0] == ">" else row[name[1:]] < value))
        elif has_value:
            # Clients ask for `yes` where the router prints `true`.
            stack.append(row.get(name) == {"yes": "true", "no": "false"}.get(value, value))
        else:
            stack.append(name in row)
    return all(stack)


def attribute(number, value):
    return bytes((number, 2 + len(value))) + value


def parsed(packet):
    found, rest = {}, packet[20:struct.unpack("!H", packet[2:4])[0]]
    while len(rest) >= 2 and 2 <= rest[1] <= len(rest):
        found.setdefault(rest[0], []).append(rest[2 : rest[1]])
        rest = rest[rest[1] :]
    return found


def hidden(password, secret, authenticator):
    password += bytes(-len(password) % 16) or (bytes(16) if not password else b"")
    out, last = b"", authenticator
    for start in range(0, len(password), 16):
        pad = hashlib.md5(secret + last).digest()
        last = bytes(a ^ b for a, b in zip(password[start : start + 16], pad))
        out += last
    return out


# The binary API.


class ApiHandler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self):
        if self.server.secure:
            context = self.server.router.context
            if context is None:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.maximum_version = ssl.TLSVersion.TLSv1_2
                context.set_ciphers("ADH-AES256-SHA256:@SECLEVEL=0")
            self.request.settimeout(10)
            self.request = context.wrap_socket(self.request, server_side=True)
            self.request.settimeout(None)
        super().setup()

    def length(self):
        first = self.rfile.read(1)
        if not first:
            raise Gone
        value, more = first[0], 0
        if value >= 0xF8:
            raise Gone
        for limit, mask, extra in ((0x80, 0x7F, 0), (0xC0, 0x3F, 1), (0xE0, 0x1F, 2), (0xF0, 0x0F, 3), (0xF8, 0, 4)):
            if value < limit:
                value, more = value & mask, extra
                break
        rest = self.rfile.read(more)
        return int.from_bytes(bytes([value]) + rest, "big")

    def sentence(self):
        words = []
        while length := self.length():
            word = self.rfile.read(length)
            if len(word) != length:
                raise Gone
            words.append(word.decode("utf-8", "surrogateescape"))
        return words

    def say(self, *words):
        for word in words:
            octets = word.encode("utf-8", "surrogateescape")
            size = len(octets)
            if size < 0x80:
                self.wfile.write(bytes([size]))
            elif size < 0x4000:
                self.wfile.write((size | 0x8000).to_bytes(2, "big"))
            elif size < 0x200000:
                self.wfile.write((size | 0xC00000).to_bytes(3, "big"))
            elif size < 0x10000000:
                self.wfile.write((size | 0xE0000000).to_bytes(4, "big"))
            else:
                self.wfile.write(b"\xf0" + size.to_bytes(4, "big"))
            self.wfile.write(octets)
        self.wfile.write(b"\0")

    def handle(self):
        router = self.server.router
        user, challenge = None, None
        try:
            while True:
                words = self.sentence()
                if not words:
                    continue
                command, given, query, tag = words[0], {}, [], []
                for word in words[1:]:
                    if word.startswith("="):
                        name, _, value = word[1:].partition("=")
                        given[name] = value
                    elif word.startswith(".tag="):
                        tag = [word]
                    elif word.startswith("?"):
                        query.append(word[1:])
                    elif word.startswith("."):
                        name, _, value = word.partition("=")
                        given[name] = value
                if command == "/login":
                    if router.old_login and "response" not in given:
                        challenge = os.urandom(16)
                        self.say("!done", "=ret=" + challenge.hex(), *tag)
                    elif router.old_login:
                        proof = "00" + hashlib.md5(b"\0" + router.arguments.password.encode() + (challenge or b"")).hexdigest()
                        good = given.get("name") == router.arguments.user and given["response"] == proof
                        user = self.logged_in(good, given, tag)
                    else:
                        user = self.logged_in(router.right(given.get("name", ""), given.get("password", "")), given, tag)
                elif user is None:
                    self.say("!fatal", "not logged in")
                    self.wfile.flush()
                    return
                elif command == "/quit":
                    self.say("!fatal", "session terminated on request")
                    self.wfile.flush()
                    return
                elif command == "/cancel":
                    self.say("!done", *tag)
                else:
                    path, _, word = command.rpartition("/")
                    self.work(router, path, word, given, query, tag, user)
                # One write for what was asked in one breath.
                if not self.pending():
                    self.wfile.flush()
        except (Gone, OSError):
            return

    def pending(self):
        """Whether more of what was asked is here already."""
        self.request.setblocking(False)
        try:
            return bool(self.rfile.peek(1))
        except (OSError, ssl.SSLError):
            return False
        finally:
            self.request.setblocking(True)

    def logged_in(self, good, given, tag):
        router = self.server.router
        if not good:
            self.say("!trap", "=message=" + ("cannot log in" if router.old_login else "invalid user name or password (6)"), *tag)
            self.say("!done", *tag)
            return None
        if "api" not in router.policies(given["name"]):
            self.say("!trap", "=message=not enough permissions (9)", *tag)
            self.say("!done", *tag)
            return None
        self.say("!done", *tag)
        return given["name"]

    def work(self, router, path, word, given, query, tag, user):
        try:
            fault, (rows, done) = router.perform(
                word, path, lambda: router.command(path, word, given, router.policies(user), query))
        except Refused as refused:
            category = refused.more.get("category")
            self.say("!trap", *(["=category=" + category] if category else []), "=message=" + refused.detail, *tag)
            self.say("!done", *tag)
            return
        if fault["do"] == "cut":
            self.wfile.write(b"\x83")
            self.wfile.flush()
            raise Gone
        for row in rows:
            self.say("!re", *("=%s=%s" % pair for pair in row.items()), *tag)
        if not rows and word == "print" and router.seven:
            self.say("!empty", *tag)
        self.say("!done", *("=%s=%s" % pair for pair in done.items()), *tag)


class ApiServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, router, secure):
        self.router, self.secure = router, secure
        super().__init__(("127.0.0.1", 0), ApiHandler)

    def finish_request(self, request, client_address):
        if time.monotonic() >= self.router.down_until:
            super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (OSError, Gone)):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--version", default="7.16.1")
    parser.add_argument("--old-login", action="store_true")
    parser.add_argument("--group", default="full")
    arguments = mock.arguments_of(parser)
    router = Router(arguments)
    api, api_tls = ApiServer(router, False), ApiServer(router, True)
    mock.run(router, arguments, api=mock.start(api), api_tls=mock.start(api_tls))


if __name__ == "__main__":
    main()
