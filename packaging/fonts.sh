#!/bin/sh
# Makes the fonts that the voucher embeds, from Debian's packages fonts-noto-core and fonts-jetbrains-mono.
# Needs pyftsubset (Debian: fonttools). Run it from the root of the repository; the results are committed.
#
# Kept: Latin with its extensions, Greek, Cyrillic, punctuation, super- and subscripts, currency signs, letterlike
# signs, arrows that a sentence may hold; kerning, mark placement, ligatures, tabular and proportional figures.
# Dropped: hinting (PDF and the preview do not use it) and every other script, which comes from the system's fonts.
set -eu

noto=${NOTO_DIR:-/usr/share/fonts/truetype/noto}
jetbrains=${JETBRAINS_DIR:-/usr/share/fonts/truetype/jetbrains-mono}
out=assets/fonts

european='U+0020-007E,U+00A0-024F,U+0259,U+02B9-02BC,U+02C6-02CC,U+02D8-02DD,U+0300-036F,U+0370-03FF,U+0400-052F'
european="$european,U+1E00-1EFF,U+1F00-1FFF,U+2000-200F,U+2010-2027,U+202A-202F,U+2030-205E,U+2060-206F"
european="$european,U+2070-209C,U+20A0-20BF,U+2100-214F,U+2190-2193,U+2212,U+2215,U+2260-2265,U+FB00-FB06,U+FFFD"

for weight in Regular Bold; do
    pyftsubset "$noto/NotoSans-$weight.ttf" --unicodes="$european" \
        --layout-features='ccmp,kern,mark,mkmk,liga,locl,tnum,pnum,lnum' \
        --no-hinting --desubroutinize --name-IDs='*' --drop-tables+=DSIG \
        --output-file="$out/NotoSans-$weight.ttf"
done

# Codes are ASCII; the ligatures for programmers (calt) must not touch them.
pyftsubset "$jetbrains/JetBrainsMono-Bold.ttf" --unicodes='U+0020-007E' --layout-features='zero' \
    --no-hinting --name-IDs='*' --drop-tables+=DSIG --output-file="$out/JetBrainsMono-Bold.ttf"
