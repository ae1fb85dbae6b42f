#!/bin/sh
# Makes DejaVuSans-subset.ttf from DejaVu Sans 2.37 (Debian: fonts-dejavu-core) with fontTools 4.38 (Debian: python3-fonttools):
# Latin, Greek, Cyrillic, digits, mathematical signs, arrows, superscripts and subscripts. Nothing shapes text here, so the tables for that are left out.
set -eu
python3 -m fontTools.subset /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf \
    --unicodes="U+0020-007E,U+00A0-017F,U+02C6-02DD,U+0391-03A1,U+03A3-03C9,U+03D5,U+0401,U+0410-044F,U+0451,U+2010-2016,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+2070,U+2071,U+2074-208E,U+20AC,U+2190-2195,U+21D0,U+21D2,U+21D4,U+2200-2209,U+220B,U+220F,U+2211-2215,U+2217-221E,U+2223,U+2225-222B,U+2248,U+2260,U+2261,U+2264,U+2265,U+22C5,U+25A0,U+25CF,U+FFFD" \
    --layout-features='' --drop-tables+=GPOS,GSUB,GDEF,MATH,FFTM --no-hinting --name-IDs='0,1,2,3,4,5,6,13,14' \
    --output-file="$(dirname "$0")/DejaVuSans-subset.ttf"
