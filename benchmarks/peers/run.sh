#!/usr/bin/env bash
# Races logreg against its peers, whole program against whole script, in turn on this machine, and writes medians, ratios and memory to docs/benchmarks.md.
#   benchmarks/peers/run.sh [--runs N] [--only WORK,WORK…] [--flights FILE.csv] [--data FOLDER] [--output FILE.md]
# Installs from Debian what is missing (as root); builds ours and the .NET peers; generates the data, deterministically, into FOLDER. FILE.csv are the
# departures of nycflights13 (columns late, month, hour, carrier, origin, dest, tailnum, distance, day, minute); without it that work is left out.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${TMPDIR:-/tmp}/logreg-benchmarks
arguments=("$@")
for ((i = 0; i < $#; i++)); do
    [ "${arguments[i]}" = --data ] && data=${arguments[i + 1]}
    if [ "${arguments[i]}" = --output ] && ! : >> "${arguments[i + 1]}"; then
        exit 1
    fi
done
mkdir -p "$data"

packages=(python3-sklearn python3-pandas liblinear-tools r-base-core r-cran-data.table libopenblas0-pthread time)
missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -q && apt-get install -yq --no-install-recommends "${missing[@]}"
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet publish "$root/src/LogReg.Cli" -c Release -v q -o "$data/logreg"
dotnet build "$root/benchmarks/peers/MlNet" -c Release -v q -o "$data/mlnet"
dotnet build "$root/benchmarks/peers/CsvHelperOnly" -c Release -v q -o "$data/csvhelper"
make() { [ -e "$data/$3" ] || { dotnet run "$root/benchmarks/make-dense.cs" -- "$1" "$2" "$data/part.csv" && mv "$data/part.csv" "$data/$3"; }; }
make 1000000 28 dense.csv
make 20000 1000 wide.csv
[ -e "$data/letters.csv" ] || /usr/bin/python3 "$root/benchmarks/peers/make_letters.py" "$data/letters.csv"
[ -e "$data/dense.svm" ] || /usr/bin/python3 "$root/benchmarks/peers/to_liblinear.py" "$data/dense.csv" "$data/dense.svm"
exec /usr/bin/python3 "$root/benchmarks/peers/race.py" --data "$data" --root "$root" "$@"
