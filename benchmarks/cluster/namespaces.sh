#!/usr/bin/env bash
# Two network namespaces joined by a link with a delay and a rate, as two machines of a cluster: runs a command of two processes, one in
# each.
#   namespaces.sh DELAY_MICROSECONDS BITS_PER_SECOND COMMAND…
#   namespaces.sh 250 1e9 logreg train data.csv --threads 1 -o model.json       0.5 ms there and back, 1 Gbit/s
# With CUT_AFTER=SECONDS the link is cut after so many seconds, with CUT_WHEN=FILE counted from when that file exists. Needs root, a C compiler, iproute2 and Open MPI; everything is removed at
# the end.
set -euo pipefail
delay=$1 rate=$2
shift 2
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
folder=$(mktemp -d)
link=
cleanup() {
    [ -z "$link" ] || kill -KILL "$link" 2> /dev/null || true
    # Where the link is cut, neither the launcher nor its helper on the other side ends by itself.
    for side in a b; do ip netns pids logreg-$side 2> /dev/null | xargs -r kill -KILL 2> /dev/null || true; done
    ip netns del logreg-a 2> /dev/null || true
    ip netns del logreg-b 2> /dev/null || true
    rm -rf "$folder"
}
trap cleanup EXIT
cc -O2 -o "$folder/link" "$(dirname "$0")/link.c"
number=0
for side in a b; do
    number=$((number + 1))
    ip netns add logreg-$side
    ip -n logreg-$side tuntap add link0 mode tun
    ip -n logreg-$side addr add 10.77.0.$number/24 dev link0
    ip -n logreg-$side link set link0 mtu 9000 up
    ip -n logreg-$side link set lo up
done
"$folder/link" logreg-a logreg-b "$delay" "$rate" &
link=$!
# What mpirun starts the other process with, in place of ssh.
printf '#!/bin/sh\nshift\nexec ip netns exec logreg-b sh -c "$*"\n' > "$folder/agent"
chmod +x "$folder/agent"
if [ -n "${CUT_AFTER:-}" ]; then
    (until [ -z "${CUT_WHEN:-}" ] || [ -e "$CUT_WHEN" ] || ! kill -0 "$link" 2> /dev/null; do sleep 0.05; done
        sleep "$CUT_AFTER"
        kill -STOP "$link") 2> /dev/null &
fi
ip netns exec logreg-a mpirun.openmpi --bind-to none -n 2 -host 10.77.0.1:1,10.77.0.2:1 --mca plm_rsh_agent "$folder/agent" \
    --mca oob_tcp_keepalive_time 5 --mca oob_tcp_keepalive_intvl 2 --mca oob_tcp_keepalive_probes 3 --mca btl tcp,self --mca btl_tcp_if_include 10.77.0.0/24 --mca oob_tcp_if_include 10.77.0.0/24 "$@"
