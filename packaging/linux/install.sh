#!/bin/sh
# Installs the Debian packages that Innkeeper needs, and says so.
#
#   install.sh run     what the window and the build need
#   install.sh test    the above, and the real peers that the tests talk to
#
# The Rust toolchain is the one thing expected to be there (https://rustup.rs).
set -eu

run='gcc libc6-dev libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libxkbcommon0 libwayland-client0 fonts-noto-core'
# aiosmtpd is the mail server that tests send to, with certificates by openssl; Kannel the SMS gateway.
# radclient and pyrad log in and account; zbarimg and the poppler tools read vouchers back; Xvfb and xdotool are the
# desk without a desk; faketime moves the clock.
test='freeradius-utils python3 python3-pyrad python3-openpyxl python3-aiosmtpd python3-librouteros openssl kannel kannel-extras zbar-tools poppler-utils xvfb xdotool x11-utils imagemagick faketime sqlite3 cups-daemon cups-client'

case "${1:-run}" in
    run) wanted=$run ;;
    test) wanted="$run $test" ;;
    *) echo "usage: install.sh run|test" >&2; exit 2 ;;
esac

missing=''
for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
if [ -z "$missing" ]; then
    exit 0
fi
sudo=''
if [ "$(id -u)" -ne 0 ]; then
    sudo='sudo'
fi
echo "installing from Debian:$missing" >&2
$sudo apt-get update -q >&2
# shellcheck disable=SC2086 # the words are package names, one argument each
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends $missing >&2
