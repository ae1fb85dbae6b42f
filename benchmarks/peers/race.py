"""Runs logreg and its peers in turn, checks that they reach the same loss, and writes a table. Called by run.sh."""
import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--data", required=True)
parser.add_argument("--root", required=True)
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--only", default="")
parser.add_argument("--flights")
parser.add_argument("--output")
options = parser.parse_args()
here = os.path.join(options.root, "benchmarks", "peers")
wanted = set(filter(None, options.only.split(",")))
python, ours = "/usr/bin/python3", f"{options.data}/logreg/logreg"
rows = []
begin, end = "<!-- measured -->", "<!-- end -->"
if options.output:
    # Known before the first run: can the page be written, and does it say where the table goes? A new page is the table alone.
    with open(options.output, "a+") as file:
        file.seek(0)
        page = file.read() or f"{begin}\n{end}\n"
    if begin not in page or end not in page.split(begin, 1)[1]:
        parser.error(f"{options.output} has no line {begin} followed by a line {end}: the table goes between them")


def run(command):
    """Seconds, the largest resident memory in MB, and what was printed."""
    # A small program starts it: a child of this one would count this one's memory as its own.
    file = f"{options.data}/memory.txt"
    start = time.perf_counter()
    done = subprocess.run(["/usr/bin/time", "-o", file, "-f", "%M", *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=options.data)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(command)}\n{done.stdout}")
    with open(file) as measured:
        return seconds, int(measured.read()) / 1024, done.stdout


def loss_of(command, output):
    """The objective at the solution, which is the mean log loss where there is no penalty: of ours from its report or the model file, of a peer from what it prints."""
    found = re.search(r'(?:objective |"value": )([0-9.]+)', output)
    if found:
        return float(found[1])
    if command[0] == ours:
        path = command[command.index("-o") + 1]
        with open(os.path.join(options.data, path)) as file:
            training = json.load(file)["training"]
        return training["loss"]
    found = re.search(r"loss ([0-9.]+)", output)
    return float(found[1]) if found else None


def race(work, goal, contestants, runs=options.runs, seconds_of=None):
    """Contestants by name, ours first; each runs in turn. A name that ends in '(once)' runs once."""
    if wanted and work.split(":")[0] not in wanted:
        return
    results = {name: [] for name in contestants}
    losses = {}
    for turn in range(runs):
        for name, command in contestants.items():
            if turn > 0 and name.endswith("(once)"):
                continue
            seconds, memory, output = run(command)
            if seconds_of and name in seconds_of:
                seconds = float(re.search(r"seconds ([0-9.]+)", output)[1])
            results[name].append((seconds, memory))
            losses[name] = loss_of(command, output) if "train" in command or command[0] != ours else None
    first = next(iter(contestants))
    base = statistics.median(seconds for seconds, _ in results[first])
    reference = losses[first]
    for name, measured in results.items():
        median = statistics.median(seconds for seconds, _ in measured)
        memory = max(memory for _, memory in measured)
        loss = losses[name]
        agrees = "" if loss is None or reference is None else f"{loss:.9f}" if abs(loss - reference) <= 1e-6 * abs(reference) else f"{loss:.9f} (another optimum)"
        ratio = "1" if name == first else f"{median / base:.1f}"
        rows.append((work, name, f"{median:.3f}" if median < 1 else f"{median:.2f}", ratio, f"{memory:.0f}", agrees, goal if name == first else ""))
        print(" | ".join(rows[-1]), flush=True)


def version(command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip().splitlines()[0]
    except (OSError, IndexError):
        return "not found"


def train(*arguments):
    return [ours, "train", *arguments, "--json" if "--penalty" in arguments else "--quiet", "-o", "ours.json"]


race("dense", "14 times scikit-learn, 12 ML.NET, 12 LIBLINEAR, 16 R; at most 350 MB; at most 2 times CsvHelper alone", {
    "logreg train": train("dense.csv"),
    "CsvHelper alone, all cores": [f"{options.data}/csvhelper/csvhelper-only", "dense.csv"],
    "scikit-learn lbfgs, pandas": [python, f"{here}/sklearn_dense.py", "dense.csv"],
    "ML.NET L-BFGS": [f"{options.data}/mlnet/mlnet-peer", "dense.csv"],
    "LIBLINEAR -s 0, C = 1000 (its format)": ["liblinear-train", "-q", "-s", "0", "-c", "1000", "-B", "1", "-e", "0.001", "dense.svm", "liblinear.model"],
    "R glm, fread (once)": ["Rscript", f"{here}/glm.R", "dense.csv", "y"],
})
race("threads", "1.8 times", {
    "2 threads": train("dense.csv", "--threads", "2"),
    "1 thread": train("dense.csv", "--threads", "1"),
})
if options.flights:
    flights = os.path.abspath(options.flights)
    # R cannot tell from the text that a level is missing: empty cells are a level there, too.
    race("flights: ridge", "25 times", {
        "logreg train, λ = 1/n": train(flights, "--target", "late", "--missing", "impute", "--exclude", "tailnum", "--penalty", "ridge", "--lambda", "3.0548716e-6"),
        "scikit-learn one-hot, lbfgs, C = 1": [python, f"{here}/sklearn_flights.py", flights, "1e-6", "tailnum"],
    }, runs=min(3, options.runs))
    race("flights: no penalty", "100 times; at most 150 MB", {
        "logreg train": train(flights, "--target", "late", "--missing", "impute", "--exclude", "tailnum"),
        "R glm, fread (once)": ["Rscript", f"{here}/glm.R", flights, "late", "tailnum"],
    })
    tenfold = f"{options.data}/flights10.csv"
    if not os.path.exists(tenfold) and (not wanted or "tenfold" in wanted):
        with open(flights) as file, open(tenfold, "w") as target:
            header = file.readline()
            body = file.read()
            target.write(header)
            for _ in range(10):
                target.write(body)
    race("tenfold", "at most 10.5 times", {
        "flights": train(flights, "--target", "late", "--missing", "impute", "--exclude", "tailnum"),
        "ten times as long": train(tenfold, "--target", "late", "--missing", "impute", "--exclude", "tailnum"),
    })
    race("tailnum", "15 times", {
        "logreg train, λ = 1/n": train(flights, "--target", "late", "--missing", "impute", "--penalty", "ridge", "--lambda", "3.0548716e-6"),
        "scikit-learn one-hot, lbfgs, C = 1 (once)": [python, f"{here}/sklearn_flights.py", flights, "1e-6"],
    }, runs=min(3, options.runs))
else:
    print("flights: left out, since no --flights FILE was given")
race("wide", "5 times", {
    "logreg train": train("wide.csv"),
    "scikit-learn lbfgs, pandas": [python, f"{here}/sklearn_dense.py", "wide.csv"],
}, runs=min(3, options.runs))
race("letters", "3 times, fit only", {
    "logreg train": train("letters.csv", "--target", "y"),
    "scikit-learn lbfgs, fit only": [python, f"{here}/sklearn_letters.py", "letters.csv", "1e-3"],
}, runs=min(3, options.runs), seconds_of={"scikit-learn lbfgs, fit only"})
if not wanted or wanted & {"predict", "one"}:
    run(train("dense.csv", "--no-inference")[:-1] + ["dense.json"])
    run([python, f"{here}/sklearn_predict.py", "fit", "dense.csv", "dense.pickle"])
    with open(f"{options.data}/dense.csv") as file, open(f"{options.data}/one.csv", "w") as target:
        target.writelines([file.readline(), file.readline()])
race("predict", "14 times; at most 80 MB", {
    "logreg predict": [ours, "predict", "dense.json", "dense.csv", "-o", "predicted.csv"],
    "scikit-learn, pandas, to_csv": [python, f"{here}/sklearn_predict.py", "predict", "dense.csv", "dense.pickle", "predicted2.csv"],
})
race("one", "at most 25 ms, 30 MB", {"logreg predict, one row": [ours, "predict", "dense.json", "one.csv", "-o", "one-predicted.csv"]}, runs=max(11, options.runs))
race("memory", "at most 2.5 times", {
    "wide, in memory": train("wide.csv"),
    "wide, --memory 40MB": train("wide.csv", "--memory", "40MB"),
})
race("memory2", "at most 2.5 times", {
    "dense, in memory": train("dense.csv"),
    "dense, --memory 100MB": train("dense.csv", "--memory", "100MB"),
})

if options.output:
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    versions = ", ".join([
        version([ours, "--version"]),
        ".NET " + version(["dotnet", "--version"]),
        "scikit-learn " + version([python, "-c", "import sklearn; print(sklearn.__version__)"]),
        "pandas " + version([python, "-c", "import pandas; print(pandas.__version__)"]),
        version(["Rscript", "-e", "cat(R.version.string)"]),
        "LIBLINEAR " + version(["dpkg-query", "-W", "-f", "${Version}", "liblinear-tools"]),
        "OpenBLAS " + version(["dpkg-query", "-W", "-f", "${Version}", "libopenblas0-pthread"]),
    ])
    lines = [f"{os.cpu_count()} cores of {cpu}; {versions}. Medians of {options.runs} runs at most.", "",
             "| work | program | seconds | times ours | MB | objective | goal |", "|---|---|---|---|---|---|---|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    before, rest = page.split(begin, 1)
    with open(options.output, "w") as file:
        file.write(before + begin + "\n" + "\n".join(lines) + "\n" + end + rest.split(end, 1)[1])
