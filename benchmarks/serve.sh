#!/bin/sh
# Starts a server, puts load on it with serve.cs, and stops it: requests per second and latencies, a model that is replaced under load, and
# damaged bodies. Exit code 1 if a request is lost or answered with a status of 500 or above.
#   benchmarks/serve.sh logreg-bin/logreg [--seconds 10] [--clients 4] [--damaged 100000] [--replacements 20]
set -eu
logreg=$1
shift
here=$(dirname "$0")
folder=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi; rm -rf "$folder"' EXIT
"$logreg" train "$here/../data/titanic.csv" --target survived -o "$folder/titanic.json" --quiet
"$logreg" train "$here/../data/titanic.csv" --target survived --penalty ridge --lambda 0.1 -o "$folder/other" --quiet
"$logreg" serve "$folder/titanic.json" --port 0 > "$folder/address" 2> "$folder/log" &
server=$!
until grep -q ' at http' "$folder/address"; do
    kill -0 "$server"
    sleep 0.1
done
address=$(sed -n 's|.* at \(http[^ ]*\)/ .*|\1|p' "$folder/address")
dotnet run -c Release "$here/serve.cs" -- "$address" --model "$folder/titanic.json" --other "$folder/other" "$@"
