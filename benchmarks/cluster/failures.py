#!/usr/bin/env python3
"""Kills, stops and cuts off processes of a training at random moments, and checks what must hold: the job ends by itself, the old model
file stands, nothing half-written is left, and with a checkpoint the next run ends with the bytes of an undisturbed one.

    python3 failures.py LOGREG DATA [KILLS [STOPS [CUTS]]]        100 kills, 20 stops, 10 cuts by default

LOGREG is the native executable; DATA should take a few seconds. Cuts need root (namespaces.sh). Only processes that this script started
are ended.
"""
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

logreg, data = (os.path.abspath(path) for path in sys.argv[1:3])
kills, stops, cuts = ([int(word) for word in sys.argv[3:]] + [100, 20, 10][len(sys.argv) - 3:])[:3]
seed = int(os.environ.get("SEED", "1"))
generator = random.Random(seed)
environment = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
folder = tempfile.mkdtemp()
model, checkpoint, undisturbed = (f"{folder}/{name}" for name in ("model.json", "fit.ck", "undisturbed.json"))
RANKS = 3
STOPPED_AFTER = "3"
LAUNCHERS = {
    "Open MPI": ["mpirun.openmpi", "--oversubscribe", "--bind-to", "none", "-n", str(RANKS)],
    "MPICH": ["mpiexec.mpich", "-n", str(RANKS)],
}


def train(output, *options):
    # Many iterations: gradient descent, saved after each.
    return [logreg, "train", data, "--quiet", "--reproducible", "--threads", "1", "--solver", "gd", "--max-iterations", "600",
            "--tolerance", "1e-12", "--no-inference", "-o", output, *options]


def runs(pid):
    """Whether a process still runs the command."""
    try:
        return os.readlink(f"/proc/{pid}/exe") == logreg
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False


def ranks_of(job):
    """The processes of the job that run the command, by their parents."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as stat:
                    parents[int(name)] = int(stat.read().rsplit(b")", 1)[1].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                pass
    found = []
    for pid in parents:
        ancestor = pid
        while ancestor in parents and ancestor not in (job.pid, 0, 1):
            ancestor = parents[ancestor]
        if ancestor == job.pid and runs(pid):
            found.append(pid)
    return found


def run(command, limit=120):
    job = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder)
    try:
        _, errors = job.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        job.kill()
        raise SystemExit(f"{command} did not end")
    return job.returncode, errors.decode()


def check_what_is_left(what):
    # What happens after the new model has taken its place does it no harm.
    with open(model, "rb") as file:
        if file.read() not in (b"the old model", expected):
            raise SystemExit(f"{what}: the model is neither the old one nor the whole new one")
    # The next run takes the place of what a killed one has left of its checkpoint.
    stray = sorted(set(os.listdir(folder)) - {"model.json", "fit.ck", "fit.ck.tmp", "undisturbed.json"})
    if stray:
        print(f"{what}: left {stray}")


started = time.perf_counter()
code, errors = run(train(undisturbed))
whole = time.perf_counter() - started
print(f"one process: {whole:.1f} s, exit code {code}")
with open(undisturbed, "rb") as file:
    expected = file.read()

codes = {}
alone = {}
resumed = 0
for number in range(kills + stops):
    stops_it = number >= kills
    name, launcher = generator.choice(list(LAUNCHERS.items()))
    with open(model, "w") as file:
        file.write("the old model")
    command = launcher + train(model, "--checkpoint", checkpoint, "--checkpoint-interval", "0", "--timeout", STOPPED_AFTER)
    job = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder)
    time.sleep(0.4 + generator.random() * whole)
    ranks = ranks_of(job)
    victim = generator.choice(ranks) if ranks and job.poll() is None else None
    if victim:
        try:
            os.kill(victim, signal.SIGSTOP if stops_it else signal.SIGKILL)
        except ProcessLookupError:
            victim = None
    begun = time.perf_counter()
    try:
        _, errors = job.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        if any(runs(pid) for pid in ranks if pid != victim):
            raise SystemExit(f"{name}: did not end after {'a stop' if stops_it else 'a kill'}")
        # All processes that can have ended, and the launcher has not noticed.
        job.kill()
        job.communicate()
        alone[name] = alone.get(name, 0) + 1
    left = [pid for pid in ranks if runs(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    kind = f"{name}, {'stopped' if stops_it else 'killed'}" if victim and job.returncode else f"{name}, done before"
    codes.setdefault(kind, []).append((job.returncode, time.perf_counter() - begun, len(left)))
    if job.returncode:
        check_what_is_left(kind)
        # Now and then, go on from the checkpoint: on another number of processes, or on one.
        if os.path.exists(checkpoint) and generator.random() < 0.3:
            other = generator.choice(["one", *LAUNCHERS])
            prefix = [] if other == "one" else LAUNCHERS[other][:-1] + [str(generator.choice([1, 2, 4]))]
            code, errors = run(prefix + train(model, "--checkpoint", checkpoint))
            with open(model, "rb") as file:
                if file.read() != expected:
                    raise SystemExit(f"{kind}: resumed on {other}: another model ({code}, {errors})")
            resumed += 1
    if os.path.exists(checkpoint) and job.returncode == 0:
        raise SystemExit("the checkpoint is still there after a complete fit")

for kind, outcomes in sorted(codes.items()):
    seconds = [time_ for _, time_, _ in outcomes]
    print(f"{kind}: {len(outcomes)}, ended after {min(seconds):.2f} to {max(seconds):.2f} s, exit codes "
          f"{sorted({code for code, _, _ in outcomes})}, processes left over {sum(left for _, _, left in outcomes)}")
for name, count in alone.items():
    print(f"{name}: the launcher stayed {count} times for a minute after all processes that could had ended")
print(f"resumed {resumed} times, always with the bytes of the undisturbed fit")

# The link is cut once the fit has begun, which its checkpoint shows. Open MPI then looks after its own connection: its launcher ends the
# job after about eleven seconds, long before the processes do.
for number in range(cuts):
    with open(model, "w") as file:
        file.write("the old model")
    begun = time.perf_counter()
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "namespaces.sh")
    cut = generator.random() * whole / 2
    command = train(model, "--checkpoint", checkpoint, "--checkpoint-interval", "0", "--timeout", "60")
    job = subprocess.run(
        ["bash", script, "50", "1e10", *command], env={**environment, "CUT_AFTER": f"{cut:.2f}", "CUT_WHEN": checkpoint},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder, timeout=240)
    ended = time.perf_counter() - begun
    if job.returncode:
        check_what_is_left("cut")
        if os.path.exists(checkpoint):
            code, errors = run(train(model, "--checkpoint", checkpoint))
    with open(model, "rb") as file:
        if file.read() != expected:
            raise SystemExit(f"link cut: another model ({job.returncode}, {code}, {errors})")
    print(f"link cut {cut:.1f} s after the fit began: ended after {ended:.1f} s with exit code {job.returncode}, "
          f"{'resumed to' if job.returncode else 'done before, with'} the same bytes", flush=True)
