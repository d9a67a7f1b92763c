#!/bin/sh
# Installs the Debian packages that Innkeeper needs, and says so.
#
#   install.sh run     what the window and the build need
#   install.sh test    the above, and the real peers that the tests talk to; clients of gateways that are on PyPI alone go
#                      into a virtual environment under the cache folder (INNKEEPER_TEST_VENV names another place)
#
# The Rust toolchain is the one thing expected to be there (https://rustup.rs).
set -eu

run='gcc libc6-dev libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libxkbcommon0 libwayland-client0 fonts-noto-core'
# aiosmtpd and OpenSMTPD are the mail servers that tests send to, with certificates by openssl; Kannel the SMS gateway.
# LibreOffice opens the exports.
# radclient and pyrad log in and account; zbarimg and the poppler tools read vouchers back; Xvfb and xdotool are the
# desk without a desk; faketime moves the clock. ippeveprinter (cups-ipp-utils) is an IPP printer; it wants a bus.
# FreeRADIUS on PostgreSQL and MariaDB, hostapd with wpa_supplicant and librouteros are peers of the gateways; iproute2
# makes their networks.
test='freeradius-utils python3 python3-pyrad python3-openpyxl python3-aiosmtpd python3-librouteros python3-venv openssl freeradius freeradius-postgresql freeradius-mysql postgresql mariadb-server hostapd wpasupplicant iproute2 kannel kannel-extras zbar-tools poppler-utils xvfb xdotool x11-utils imagemagick faketime sqlite3 cups-daemon cups-client cups-ipp-utils dbus-daemon opensmtpd libreoffice-calc-nogui'

case "${1:-run}" in
    run) wanted=$run ;;
    test) wanted="$run $test" ;;
    *) echo "usage: install.sh run|test" >&2; exit 2 ;;
esac

missing=''
for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
    sudo=''
    if [ "$(id -u)" -ne 0 ]; then
        sudo='sudo'
    fi
    echo "installing from Debian:$missing" >&2
    $sudo apt-get update -q >&2
    # The tests start their peers themselves: no server starts here as a service because of them, not now and not later.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
        $sudo chmod 755 "$policy"
        trap '$sudo rm -f "$policy"' EXIT
    fi
    # shellcheck disable=SC2086 # the words are package names, one argument each
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends $missing >&2
    for service in freeradius postgresql mariadb hostapd; do
        case "$missing " in
            *" $service "* | *" $service-server "*)
                if [ -d /run/systemd/system ]; then $sudo systemctl disable -q "$service" >&2 || true; fi ;;
        esac
    done
fi

if [ "${1:-run}" = test ]; then
    # Exact versions: a test against a client that changes under it says nothing.
    clients='pyunifi==2.21 tplink-omada-client==1.4.4 pyopnsense==0.4.0 smpp34==1.5.0'
    venv=${INNKEEPER_TEST_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/innkeeper/test-venv}
    if [ "$(cat "$venv/clients" 2>/dev/null)" != "$clients" ]; then
        echo "installing from PyPI into $venv: $clients" >&2
        /usr/bin/python3 -m venv "$venv" >&2
        # shellcheck disable=SC2086 # one argument each
        "$venv/bin/pip" install -q $clients >&2
        printf '%s\n' "$clients" >"$venv/clients"
    fi
fi
