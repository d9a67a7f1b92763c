"""pyunifi, which others wrote, against unifi.py: `unifi.py PORT USER PASSWORD v5|UDMP-unifiOS CERTIFICATE`."""
import os, sys

from pyunifi.controller import APIError, Controller

port, user, password, version, certificate = sys.argv[1:]
# It would have the last word against `ssl_verify`.
os.environ.pop("REQUESTS_CA_BUNDLE", None)
os.environ.pop("CURL_CA_BUNDLE", None)
host = "127.0.0.1" if version == "v5" else "127.0.0.1:" + port


def refused(work):
    try:
        work()
    except APIError:
        return
    raise AssertionError("not refused")


refused(lambda: Controller(host, user, "wrong", port, version, ssl_verify=certificate))
c = Controller(host, user, password, port, version, ssl_verify=certificate)
assert [site["name"] for site in c.get_sites()] == ["default"]
assert c.get_sysinfo()[0]["version"].startswith("9.")
told = c.create_voucher(3, 1, 1440, up_bandwidth=512, down_bandwidth=2048, byte_quota=100, note="front desk")
assert len(told) == 3, "it looks them up by their common create_time"
vouchers = c.list_vouchers(note="front desk")
assert len(vouchers) == 3 and all(len(one["code"]) == 10 and one["duration"] == 1440 for one in vouchers), vouchers
assert {one["create_time"] for one in vouchers} == {told[0]["create_time"]}
assert vouchers[0]["qos_usage_quota"] == "100" and vouchers[0]["qos_rate_max_up"] == 512, vouchers[0]
c.delete_voucher(vouchers[0]["_id"])
assert len(c.list_vouchers()) == 2
c.authorize_guest("aa:bb:cc:00:11:22", 60, up_bandwidth=100, byte_quota=5)
c.unauthorize_guest("aa:bb:cc:00:11:22")
refused(lambda: c.unauthorize_guest("AA-BB"))
c.add_radius_user("bob", "hello")
assert c.get_radius_users()[0]["x_password"] == "hello"
c.delete_radius_user(c.get_radius_users()[0]["_id"])
assert c.get_clients() == []
assert c.get_wlan_conf()[0]["is_guest"] is True
