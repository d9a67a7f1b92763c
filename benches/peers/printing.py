#!/usr/bin/env python3
"""From the key to paper: milliseconds between the press of a ticket type's key in the window and the instant at which the
page has arrived, whole, at a receipt printer (a recorder at port 9100) and as a job in the spool of a real cupsd.

    benches/peers/printing.py target/release/innkeeper [COUNT]

Wants Xvfb, xdotool and cupsd (packaging/linux/install.sh test). The key is pressed by xdotool, whose own start counts.
"""
import json, os, pathlib, socket, statistics, subprocess, sys, tempfile, threading, time

program, count = sys.argv[1], int((sys.argv[2:] or ["40"])[0])
DISPLAY = ":97"
ROOT = pathlib.Path(tempfile.mkdtemp())
ROOT.chmod(0o755)


class Recorder:
    """Answers as a good receipt printer, and knows when the first and the last octet of each page came."""

    def __init__(self):
        self.server, self.pages = socket.create_server(("127.0.0.1", 0)), []
        self.where = ["--address", "127.0.0.1:%d" % self.server.getsockname()[1]]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            connection, _ = self.server.accept()
            last = None
            while octets := connection.recv(65536):
                if octets.startswith(b"\x10\x04"):
                    connection.send(b"\x12" * (len(octets) // 3))
                    continue
                last = time.time()
                if octets.endswith(b"\x1dr\x01"):
                    connection.send(b"\0")
            if last:
                self.pages.append(last)

    def arrived(self):
        return list(self.pages)


class Cups:
    """A scheduler of our own with one queue; a job is spooled when its control file is there."""

    def __init__(self):
        for name in ["etc", "spool", "cache", "run", "log", "bin/backend"]:
            (ROOT / name).mkdir(parents=True)
        probe = socket.create_server(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        (ROOT / "etc/cupsd.conf").write_text(
            f"Listen 127.0.0.1:{port}\nDefaultAuthType None\nBrowsing Off\nWebInterface No\n"
            "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
            "<Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n"
            "<Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n")
        (ROOT / "etc/cups-files.conf").write_text(
            f"ServerBin {ROOT}/bin\nServerRoot {ROOT}/etc\nRequestRoot {ROOT}/spool\nCacheDir {ROOT}/cache\n"
            f"StateDir {ROOT}/run\nAccessLog {ROOT}/log/access\nErrorLog {ROOT}/log/error\nPageLog {ROOT}/log/page\n"
            "User lp\nGroup lp\n")
        (ROOT / "bin/daemon").symlink_to("/usr/lib/cups/daemon")
        backend = ROOT / "bin/backend/capture"
        backend.write_text("#!/bin/sh\n[ $# -eq 0 ] && exit 0\ncat ${6:--} >/dev/null\n")
        backend.chmod(0o755)
        self.child = subprocess.Popen(["/usr/sbin/cupsd", "-f", "-c", ROOT / "etc/cupsd.conf", "-s",
                                       ROOT / "etc/cups-files.conf"], stderr=subprocess.DEVNULL)
        add = ["/usr/sbin/lpadmin", "-h", f"127.0.0.1:{port}", "-p", "Front", "-E", "-v", "capture:/", "-m", "raw"]
        while subprocess.run(add, stderr=subprocess.DEVNULL).returncode:
            time.sleep(0.1)
        self.where = ["--queue", f"ipp://127.0.0.1:{port}/printers/Front"]

    def arrived(self):
        # The document first, then the control file: its first writing is its birth, cupsd rewrites it later.
        jobs = sorted((ROOT / "spool").glob("d*-001"))
        return [job.stat().st_mtime for job in jobs]


def ask(house, *arguments):
    return json.loads(subprocess.run([*house, *arguments, "--json"], check=True, capture_output=True).stdout)


def measure(name, peer):
    folder = tempfile.TemporaryDirectory()
    house = [program, "--data-dir", folder.name + "/house"]
    ask(house, "init", "--location", "Hotel Sol", "--time-zone", "UTC", "--currency", "EUR", "--sector", "hospitality",
        "--rooms", "9", "--ssid", "Sol", "--wifi-password", "correct horse",
        "--login-url", "http://login.sol/?u={username}")
    ask(house, "printer", "add", "slip", *peer.where)
    window = subprocess.Popen(house, env=dict(os.environ, DISPLAY=DISPLAY, INNKEEPER_RADIUS_AUTH="127.0.0.1:0",
                                              INNKEEPER_RADIUS_ACCT="127.0.0.1:0"), stderr=subprocess.DEVNULL)
    taken = []
    try:
        time.sleep(4)
        subprocess.run("xdotool windowfocus $(xdotool search --name Innkeeper | tail -1)", shell=True,
                       env=dict(os.environ, DISPLAY=DISPLAY), stderr=subprocess.DEVNULL)
        for _ in range(count):
            before, pressed = len(peer.arrived()), time.time()
            subprocess.run(["xdotool", "key", "1"], env=dict(os.environ, DISPLAY=DISPLAY), check=True)
            while len(peer.arrived()) == before:
                if time.time() - pressed > 20:
                    raise SystemExit(f"{name}: nothing was printed")
                time.sleep(0.002)
            taken.append((peer.arrived()[-1] - pressed) * 1000)
            time.sleep(0.4)
    finally:
        window.kill()
        window.wait()
    later = sorted(taken[1:])
    p95 = later[max(0, int(len(later) * 0.95) - 1)]
    print(f"{name}: {count} keys: median {statistics.median(later):.0f} ms, p95 {p95:.0f} ms, "
          f"worst {later[-1]:.0f} ms (the first of the day {taken[0]:.0f} ms)")


xvfb = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1280x800x24"], stderr=subprocess.DEVNULL)
cups = None
try:
    time.sleep(1)
    measure("receipt printer", Recorder())
    cups = Cups()
    measure("cupsd", cups)
finally:
    if cups:
        cups.child.kill()
    xvfb.kill()
