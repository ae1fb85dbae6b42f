# Two model files: the numbers of a section agree to twelve digits, its names to the letter, and it has some.
function number(text) { sub(/^.*": */, "", text); sub(/,$/, "", text); return text + 0 }
function name(text) { sub(/": *[-+0-9.eE]+,?$/, "", text); return text }
index($0, "  \"" section "\":") == 1 { inside = 1 }
inside && FNR == NR { first[++lines] = $0 }
inside && FNR != NR {
    line++
    a = number(first[line]); b = number($0); size = a < 0 ? -a : a; apart = a < b ? b - a : a - b
    if (name(first[line]) != name($0) || apart > 1e-12 * size) { print "not the same to twelve digits:" first[line] " and" $0; failed = 1 }
}
inside && /^  }/ { inside = 0 }
END { if (lines < 3 || line != lines) { print "the sections differ in length: " lines + 0 ", " line + 0; failed = 1 } exit failed }
