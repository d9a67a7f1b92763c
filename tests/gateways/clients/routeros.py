"""librouteros, which others wrote, against routeros.py: `routeros.py PORT USER PASSWORD plain|token`."""
import sys

import librouteros
from librouteros.exceptions import TrapError
from librouteros.login import plain, token
from librouteros.query import Key, Or

port, user, password, method = int(sys.argv[1]), sys.argv[2], sys.argv[3], {"plain": plain, "token": token}[sys.argv[4]]


def refused(work, words):
    try:
        work()
    except TrapError as error:
        assert words in str(error), error
    else:
        raise AssertionError("not refused: " + words)


refused(lambda: librouteros.connect("127.0.0.1", user, "wrong", port=port, login_method=method), "log" if method is token else "invalid user name or password")
api = librouteros.connect("127.0.0.1", user, password, port=port, login_method=method, encoding="utf-8")
version = next(iter(api("/system/resource/print")))["version"]
assert version[0] in "67", version

users = api.path("ip", "hotspot", "user")
first = users.add(name="ABCDE-FGHJK", password="x y=\"1\"", comment="a;b", **{"limit-uptime": "36000", "limit-bytes-total": 6442450944})
assert first.startswith("*"), first
row = next(row for row in users if row["name"] == "ABCDE-FGHJK")
assert row["password"] == "x y=\"1\"" and row["limit-bytes-total"] == 6442450944, row
assert row["limit-uptime"] in ("10h", "10:00:00"), row
assert "limit-bytes-in" not in row, "what is not set is absent"
refused(lambda: users.add(name="ABCDE-FGHJK"), "already have user with this name")
refused(lambda: users.add(name="other", profile="gold"), "does not match any value of profile")
refused(lambda: users.add(name="other", colour="red"), "unknown parameter")
refused(lambda: users.update(**{".id": "*FFFF", "comment": "x"}), "no such item")
users.update(**{".id": first, "disabled": True, "limit-uptime": ""})
name, disabled = Key("name"), Key("disabled")
found = list(users.select(name, disabled).where(disabled == True))
assert found == [{"name": "ABCDE-FGHJK", "disabled": True}], found
assert len(list(users.select(name).where(Or(name == "ABCDE-FGHJK", name == "default-trial")))) == 2
users.remove(first)
assert [row["name"] for row in users] == ["default-trial"]

# Nothing keeps two equal rows of these apart.
garden = api.path("ip", "hotspot", "walled-garden")
for _ in range(2):
    garden.add(**{"dst-host": "*.example.org"})
assert len(list(garden)) == 2
tuple(api("/radius/incoming/set", accept=True, port=13799))
incoming = next(iter(api.path("radius", "incoming")))
assert incoming["accept"] is True and incoming["port"] == 13799, incoming
assert list(api.path("ip", "hotspot", "active")) == []
api.close()
