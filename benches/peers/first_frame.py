#!/usr/bin/env python3
"""Start to first frame, memory and idle load of the window, in software rendering, as an X client sees them.

    first_frame.py BINARY DATA_DIR [RUNS]

Starts Xvfb and then the program RUNS times (default 7) on the data folder. The first frame is there when a pixel of the
window's status line is no longer the black of the empty screen; it is looked at every 2 ms. Then: resident memory, and
the share of one core over five seconds in which nobody touches anything.
"""

import ctypes
import os
import statistics
import subprocess
import sys
import time

DISPLAY = ":98"
SIZE = (1280, 800)


def first_pixel(x11, display, root):
    """Whether the window has drawn: a pixel of its sidebar is not black."""
    image = x11.XGetImage(display, root, 100, 400, 1, 1, ctypes.c_ulong(0xFFFFFFFF), 2)
    if not image:
        return False
    pixel = x11.XGetPixel(ctypes.c_void_p(image), 0, 0) & 0xFFFFFF
    x11.XDestroyImage(ctypes.c_void_p(image))
    return pixel != 0


def field(pid, name):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith(name + ":"):
                return int(line.split()[1])
    return 0


def ticks(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def run(x11, display, root, binary, folder):
    environment = dict(os.environ, DISPLAY=DISPLAY, INNKEEPER_RADIUS_AUTH="127.0.0.1:0", INNKEEPER_RADIUS_ACCT="127.0.0.1:0")
    begin = time.monotonic()
    child = subprocess.Popen([binary, "--data-dir", folder], env=environment, stderr=subprocess.DEVNULL)
    try:
        while not first_pixel(x11, display, root):
            if time.monotonic() - begin > 30 or child.poll() is not None:
                raise SystemExit("no window came up")
            time.sleep(0.002)
        frame = time.monotonic() - begin
        time.sleep(5)
        busy = ticks(child.pid)
        time.sleep(5)
        idle = (ticks(child.pid) - busy) / os.sysconf("SC_CLK_TCK") / 5
        return frame * 1000, field(child.pid, "VmRSS") / 1024, field(child.pid, "VmHWM") / 1024, idle * 100
    finally:
        child.kill()
        child.wait()
        time.sleep(0.5)


def main():
    binary, folder = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1.5)
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        x11.XDefaultRootWindow.restype = ctypes.c_ulong
        x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 2 + [ctypes.c_uint] * 2 + [ctypes.c_ulong, ctypes.c_int]
        x11.XGetImage.restype = ctypes.c_void_p
        x11.XGetPixel.restype = ctypes.c_ulong
        display = x11.XOpenDisplay(DISPLAY.encode())
        root = x11.XDefaultRootWindow(display)
        rows = [run(x11, display, root, binary, folder) for _ in range(runs)]
    finally:
        server.kill()
    names = ["first frame ms", "resident MB", "peak MB", "idle % of a core"]
    for name, values in zip(names, zip(*rows)):
        print(f"{name:18} median {statistics.median(values):8.1f}  min {min(values):8.1f}  max {max(values):8.1f}")


if __name__ == "__main__":
    main()
