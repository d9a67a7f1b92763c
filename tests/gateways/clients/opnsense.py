"""pyopnsense, which others wrote, against opnsense.py: `opnsense.py PORT KEY SECRET`.

It has no words of its own for the captive portal; it proves login, form encoding and failures.
"""
import sys

from pyopnsense.client import OPNClient
from pyopnsense.exceptions import APIException

port, key, secret = sys.argv[1:]
url = "http://127.0.0.1:%s/api" % port
try:
    OPNClient(key, "wrong", url)._get("captiveportal/voucher/listProviders")
    raise AssertionError("not refused")
except APIException as error:
    assert error.status_code == 401
client = OPNClient(key, secret, url)
assert client._get("captiveportal/voucher/listProviders") == ["Guests"]
made = client._post("captiveportal/voucher/generateVouchers/Guests", {"count": 2, "validity": 3600, "expirytime": 0, "vouchergroup": "a & b#"})
assert len(made) == 2 and made[0]["vouchergroup"] == "a  b", made
assert client._get("captiveportal/voucher/listVoucherGroups/Guests") == ["a  b"]
rows = client._get("captiveportal/voucher/list_vouchers/Guests/a%20%20b")
assert [row["state"] for row in rows] == ["unused", "unused"] and "password" not in rows[0], rows
assert client._post("captiveportal/voucher/expireVoucher/Guests", {"username": "nobody"}) == {"status": "ok"}
assert client._post("captiveportal/voucher/generateVouchers/Guests", {"count": 0}) == {"status": "error"}
assert client._post("captiveportal/voucher/dropVoucherGroup/Guests/a%20%20b", {}) == {"status": "drop"}
