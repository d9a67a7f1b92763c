#!/bin/sh
# Makes the fonts that the window embeds, and its icons. Run it from the root of the repository; the results are committed.
#
# Needs pyftsubset (Debian: fonttools), Debian's packages fonts-noto-core and fonts-jetbrains-mono, fonts-noto-extra for
# the semibold weight (NOTO_EXTRA_DIR names the folder of an unpacked copy) and the npm package lucide-static
# (LUCIDE_DIR names its unpacked folder; version 1.62.0 was used). Ranges as in packaging/fonts.sh.
set -eu

noto=${NOTO_DIR:-/usr/share/fonts/truetype/noto}
extra=${NOTO_EXTRA_DIR:-/usr/share/fonts/truetype/noto}
jetbrains=${JETBRAINS_DIR:-/usr/share/fonts/truetype/jetbrains-mono}
lucide=${LUCIDE_DIR:?the unpacked folder of the npm package lucide-static}
out=assets/fonts

european='U+0020-007E,U+00A0-024F,U+0259,U+02B9-02BC,U+02C6-02CC,U+02D8-02DD,U+0300-036F,U+0370-03FF,U+0400-052F'
european="$european,U+1E00-1EFF,U+1F00-1FFF,U+2000-200F,U+2010-2027,U+202A-202F,U+2030-205E,U+2060-206F"
european="$european,U+2070-209C,U+20A0-20BF,U+2100-214F,U+2190-2193,U+2212,U+2215,U+2260-2265,U+FB00-FB06,U+FFFD"

for font in "$noto/NotoSans-Regular.ttf" "$extra/NotoSans-SemiBold.ttf"; do
    pyftsubset "$font" --unicodes="$european" \
        --layout-features='ccmp,kern,mark,mkmk,liga,locl,tnum,pnum,lnum' \
        --no-hinting --desubroutinize --name-IDs='*' --drop-tables+=DSIG \
        --output-file="$out/$(basename "$font")"
done

# Codes are ASCII, and U+00B7 and U+2022 stand for what is hidden; the ligatures for programmers (calt) must not touch them.
pyftsubset "$jetbrains/JetBrainsMono-Medium.ttf" --unicodes='U+0020-007E,U+00B7,U+2022' --layout-features='zero' \
    --no-hinting --name-IDs='*' --drop-tables+=DSIG --output-file="$out/JetBrainsMono-Medium.ttf"

# The icons are the ones that src/ui/icon.rs names by their code points.
points=$(grep -o "\\\\u{[0-9a-f]*}" src/ui/icon.rs | tr -d '\\u{}' | sort -u | sed 's/^/U+/' | paste -sd, -)
pyftsubset "$lucide/font/lucide.ttf" --unicodes="$points" --layout-features='' --no-hinting --name-IDs='*' \
    --drop-tables+=DSIG --output-file=assets/icons/lucide.ttf
cp "$lucide/LICENSE" assets/icons/LUCIDE-LICENSE.txt
