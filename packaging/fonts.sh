#!/bin/sh
# Makes the fonts that the window and the voucher embed, and the window's icons. Run it from the root of the repository;
# the results are committed.
#
# Needs pyftsubset (Debian: fonttools), Debian's packages fonts-noto-core and fonts-jetbrains-mono, fonts-noto-extra for
# the semibold weight (NOTO_EXTRA_DIR names the folder of an unpacked copy) and the npm package lucide-static
# (LUCIDE_DIR names its unpacked folder; version 1.62.0 was used).
#
# Kept: Latin with its extensions, Greek, Cyrillic, punctuation, super- and subscripts, currency signs, letterlike
# signs, arrows that a sentence may hold; kerning, mark placement, ligatures, tabular and proportional figures.
# Dropped: hinting (neither PDF nor the screen uses it) and every other script, which comes from the system's fonts.
set -eu

noto=${NOTO_DIR:-/usr/share/fonts/truetype/noto}
extra=${NOTO_EXTRA_DIR:-/usr/share/fonts/truetype/noto}
jetbrains=${JETBRAINS_DIR:-/usr/share/fonts/truetype/jetbrains-mono}
lucide=${LUCIDE_DIR:?the unpacked folder of the npm package lucide-static}
fonts=${FONTS_OUT:-assets/fonts}
icons=${ICONS_OUT:-assets/icons}

european='U+0020-007E,U+00A0-024F,U+0259,U+02B9-02BC,U+02C6-02CC,U+02D8-02DD,U+0300-036F,U+0370-03FF,U+0400-052F'
european="$european,U+1E00-1EFF,U+1F00-1FFF,U+2000-200F,U+2010-2027,U+202A-202F,U+2030-205E,U+2060-206F"
european="$european,U+2070-209C,U+20A0-20BF,U+2100-214F,U+2190-2193,U+2212,U+2215,U+2260-2265,U+FB00-FB06,U+FFFD"

# subset FONT UNICODES FEATURES FOLDER [MORE OPTIONS]
subset() {
    font=$1 unicodes=$2 features=$3 folder=$4
    shift 4
    pyftsubset "$font" --unicodes="$unicodes" --layout-features="$features" --no-hinting --name-IDs='*' \
        --drop-tables+=DSIG --output-file="$folder/$(basename "$font")" "$@"
}

# Regular for both, semibold for the window, bold for the voucher.
for font in "$noto/NotoSans-Regular.ttf" "$extra/NotoSans-SemiBold.ttf" "$noto/NotoSans-Bold.ttf"; do
    subset "$font" "$european" 'ccmp,kern,mark,mkmk,liga,locl,tnum,pnum,lnum' "$fonts" --desubroutinize
done

# Codes are ASCII; the ligatures for programmers (calt) must not touch them. The window (Medium) hides a code behind
# U+00B7 and U+2022.
subset "$jetbrains/JetBrainsMono-Bold.ttf" 'U+0020-007E' zero "$fonts"
subset "$jetbrains/JetBrainsMono-Medium.ttf" 'U+0020-007E,U+00B7,U+2022' zero "$fonts"

# The icons are the ones that src/ui/icon.rs names by their code points.
points=$(grep -o "\\\\u{[0-9a-f]*}" src/ui/icon.rs | tr -d '\\u{}' | sort -u | sed 's/^/U+/' | paste -sd, -)
subset "$lucide/font/lucide.ttf" "$points" '' "$icons"
cp "$lucide/LICENSE" "$icons/LUCIDE-LICENSE.txt"
