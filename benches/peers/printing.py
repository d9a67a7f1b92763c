#!/usr/bin/env python3
"""From Enter to paper: milliseconds between the instant at which a ticket was issued and the first octet of its page at
a receipt printer, with the engine running.

    benches/peers/printing.py target/release/innkeeper [COUNT]
"""
import datetime, json, socket, statistics, subprocess, sys, tempfile, threading, time

program, count = sys.argv[1], int((sys.argv[2:] or ["20"])[0])
folder = tempfile.TemporaryDirectory()
house = [program, "--data-dir", folder.name + "/house"]


def ask(*arguments):
    return json.loads(subprocess.run([*house, *arguments, "--json"], check=True, capture_output=True).stdout)


ask("init", "--location", "Hotel Sol", "--time-zone", "UTC", "--currency", "EUR", "--sector", "hospitality",
    "--rooms", "9", "--ssid", "Sol", "--wifi-password", "correct horse", "--login-url", "http://login.sol/?u={username}")
ticket_type = ask("ticket-type", "list")[0]["name"]
printer = socket.create_server(("127.0.0.1", 0))
arrived = []


def serve():
    while True:
        connection, _ = printer.accept()
        first = None
        while octets := connection.recv(65536):
            if octets.startswith(b"\x10\x04"):
                connection.send(b"\x12" * (len(octets) // 3))
                continue
            first = first or time.time()
            if octets.endswith(b"\x1dr\x01"):
                connection.send(b"\0")
        if first:
            arrived.append(first)


threading.Thread(target=serve, daemon=True).start()
ask("printer", "add", "slip", "--address", "127.0.0.1:%d" % printer.getsockname()[1])
engine = subprocess.Popen([*house, "serve", "--radius-auth", "127.0.0.1:0", "--radius-acct", "127.0.0.1:0"],
                          stdout=subprocess.PIPE)
engine.stdout.readline()
taken = []
try:
    for _ in range(count):
        before = len(arrived)
        issued = ask("ticket", "issue", "--type", ticket_type, "--user-id", "Ana", "--print")
        at = datetime.datetime.fromisoformat(issued["created_at"]).timestamp()
        while len(arrived) == before:
            time.sleep(0.01)
        taken.append((arrived[-1] - at) * 1000)
        time.sleep(0.2)
finally:
    engine.kill()
print(f"{count} slips: median {statistics.median(taken):.0f} ms, worst {max(taken):.0f} ms (first slip {taken[0]:.0f} ms)")
