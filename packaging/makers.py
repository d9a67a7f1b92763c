#!/usr/bin/env python3
"""Makes assets/makers/makers.txt from the IEEE's public listing of address blocks, as npm's package oui-data carries it:

    npm pack oui-data && tar xzf oui-data-*.tgz && packaging/makers.py package/index.json > assets/makers/makers.txt

A line is a maker and, behind a tab, the first three octets of its addresses. Blocks of 28 and 36 bits are left out: they
belong to makers of small series, of which no guest carries a device.
"""
import collections
import html
import json
import re
import sys

# What says nothing about the maker: legal forms at the end of the name.
FORM = re.compile(
    r"[\s,.(]+(inc|incorporated|corp|corporation|corporate|co|company|ltd|limited|llc|l\.l\.c|gmbh|ag|kg|gmbh & co|s\.?p\.?a|s\.?r\.?l|"
    r"s\.?a\.?s|s\.?a|b\.?v|n\.?v|a/s|ab|oy|oyj|pte|pty|plc|kk|k\.k|mfg|ind|se|sdn|bhd|lp|l\.p)[\s,.)]*$",
    re.IGNORECASE,
)
# Nobody in particular.
NOBODY = {"Private", "IEEE Registration Authority"}


def short(name):
    name = "".join(letter for letter in html.unescape(name) if letter.isprintable())
    name = " ".join(name.split())
    while True:
        shorter = FORM.sub("", name).strip(" ,.&(")
        if not shorter or shorter == name:
            break
        name = shorter
    # As written in capitals by those who registered them; short ones are their names.
    words = [word.capitalize() if len(word) > 4 and word.isupper() and word.isalpha() else word for word in name.split()]
    return " ".join(words)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        listing = json.load(file)
    makers = collections.defaultdict(list)
    for prefix, entry in listing.items():
        name = entry.split("\n")[0].strip()
        if len(prefix) == 6 and name and name not in NOBODY:
            makers[short(name)].append(prefix.upper())
    for name, prefixes in sorted(makers.items()):
        print(f"{name}\t{' '.join(sorted(prefixes))}")


main()
