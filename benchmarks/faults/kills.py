#!/usr/bin/env python3
"""Ends logreg at random moments, and checks that nothing is lost and nothing is left behind.

    kills.py LOGREG [--kills 500] [--seed 18] [--jobs 2] [--limit 10]

Every process replaces files that exist (0600), reads a file, a pipe or a pipe that dries up, and gets SIGKILL, SIGTERM, SIGINT or SIGHUP: half of
them at any moment, half of them while a temporary file is being written. Checked each time:

- each target is the old file or the new one, as a whole, and still 0600;
- no other file is in the folder or in TMPDIR, but the temporary file beside a target after SIGKILL, and no such file is ever wider than 0600;
- the process ends within the limit, with 130 and "interrupted", or as if it had not been signalled, or by the signal itself where that
  came before logreg listened to it.

Exits with 1 if anything is wrong. It ends only what it started.
"""
import argparse, collections, concurrent.futures, math, os, pathlib, random, shutil, signal, stat, subprocess, sys, tempfile, threading, time

SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
OLD = b"the old file\n" * 500
ENDED = {0, 3}  # done, or done with a model that is not to be trusted
RUNTIME = ("dotnet-diagnostic-", "clr-debug-pipe-")  # sockets of a .NET that is not compiled to native code

# Arguments and targets; DATA is a file or standard input.
COMMANDS = {
    "train": (["train", "DATA", "--target", "y", "-o", "model.json", "--report", "page.html", "--trace", "trace.csv"], ["model.json", "page.html", "trace.csv"]),
    "train --memory": (["train", "DATA", "--target", "y", "-o", "model.json", "--memory", "64MB"], ["model.json"]),
    "predict": (["predict", "MODEL", "DATA", "--append", "-o", "scored.csv"], ["scored.csv"]),
    "diagnose": (["diagnose", "MODEL", "DATA", "-o", "rows.csv"], ["rows.csv"]),
    "cache": (["cache", "DATA", "-o", "data.logreg"], ["data.logreg"]),
    "cache --memory": (["cache", "DATA", "-o", "data.logreg", "--memory", "64MB"], ["data.logreg"]),
    "report": (["report", "MODEL", "DATA", "-o", "page.html"], ["page.html"]),
    "plot": (["plot", "roc", "MODEL", "DATA", "-o", "roc.png"], ["roc.png"]),
}
WHOLE_ENDS = {".json": b"}", ".html": b"</html>", ".csv": b"\n"}


def write_data(path, rows):
    generator = random.Random(7)
    with open(path, "w") as file:
        file.write("a,b,c,d,group,y\n")
        for _ in range(rows):
            a, b, c, d = (generator.gauss(0, 1) for _ in range(4))
            group = generator.choice("pqrst")
            answer = int(generator.random() < 1 / (1 + math.exp(0.5 - a + 0.3 * b)))
            file.write(f"{a:.5f},{b:.5f},{c:.5f},{d:.5f},{group},{answer}\n")


class Feed(threading.Thread):
    """Writes the data into a pipe; one that dries up stops halfway and stays open until the process has ended."""

    def __init__(self, process, data, dries_up):
        super().__init__(daemon=True)
        self.process, self.data, self.dries_up, self.ended = process, data, dries_up, threading.Event()

    def run(self):
        try:
            self.process.stdin.write(self.data[: len(self.data) // 2] if self.dries_up else self.data)
            self.process.stdin.flush()
            if self.dries_up:
                self.ended.wait()
            self.process.stdin.close()
        except (BrokenPipeError, OSError):
            pass


class Kills:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.data = folder / "data.csv"
        self.model = folder / "model.json"
        write_data(self.data, options.rows)
        self.bytes = self.data.read_bytes()
        self.run_to_end(["train", str(self.data), "--target", "y", "-o", str(self.model)], folder)
        self.expected, self.seconds = {}, {}
        for name, (arguments, targets) in COMMANDS.items():
            for way in ("file", "pipe"):
                contents = []
                for run in range(2):
                    place = folder / f"expected-{run}"
                    place.mkdir()
                    started = time.monotonic()
                    self.run_to_end(self.fill(arguments, way, place), place)
                    self.seconds[name] = time.monotonic() - started
                    contents.append({target: (place / target).read_bytes() for target in targets})
                    shutil.rmtree(place)
                # Where a file has times in it, two runs differ: then it is whole if it ends as it must.
                self.expected[name, way] = {target: contents[0][target] if contents[0][target] == contents[1][target] else None for target in targets}

    def run_to_end(self, arguments, place):
        with open(self.data, "rb") as data:
            done = subprocess.run([self.options.logreg, *arguments], cwd=place, capture_output=True, stdin=data if "-" in arguments else subprocess.DEVNULL, timeout=120)
        if done.returncode not in ENDED:
            sys.exit(f"logreg {' '.join(arguments)} ends with {done.returncode}: {done.stderr.decode()}")

    def fill(self, arguments, way, place):
        put = {"DATA": str(self.data) if way == "file" else "-", "MODEL": str(self.model)}
        return [put.get(argument, argument) for argument in arguments]

    def kill(self, number):
        generator = random.Random(f"{self.options.seed}-{number}")
        name = generator.choice(list(COMMANDS))
        way = generator.choice(["file", "pipe", "pipe that dries up"])
        which = SIGNALS[number % len(SIGNALS)]
        aims_at_writing = generator.random() < 0.5 and way != "pipe that dries up"
        arguments, targets = COMMANDS[name]
        moment = generator.uniform(0, 1.1 * self.seconds[name])
        delay = generator.uniform(0, 0.03)
        faults = []
        own = pathlib.Path(tempfile.mkdtemp(prefix="kill-", dir=self.folder))
        place, temporary = own / "targets", own / "tmp"
        place.mkdir()
        temporary.mkdir()
        for target in targets:
            (place / target).write_bytes(OLD)
            (place / target).chmod(0o600)

        process = subprocess.Popen([self.options.logreg, *self.fill(arguments, way, place)], cwd=place, env={**os.environ, "TMPDIR": str(temporary)},
                                   stdin=subprocess.DEVNULL if way == "file" else subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        feed = None
        if way != "file":
            feed = Feed(process, self.bytes, way != "pipe")
            feed.start()
        started, seen = time.monotonic(), False
        while process.poll() is None:
            others = self.others(place, targets, temporary)
            faults += self.too_wide(others)
            # The probe before the work is gone at once and empty.
            seen |= any(size > 0 for _, _, size in others)
            if time.monotonic() - started > (120 if aims_at_writing else moment):
                break
            if aims_at_writing and seen:
                time.sleep(delay)
                break
            time.sleep(0.001)
        hit = process.poll() is None
        signalled = time.monotonic()
        if hit:
            process.send_signal(which)
        error, took = self.end(process, which, hit, faults, signalled)
        if feed:
            feed.ended.set()
            feed.join(5)
        self.check_targets(self.expected[name, "file" if way == "file" else "pipe"], place, process.returncode, faults)
        self.check_exit(process.returncode, which, hit, error, faults)
        left = self.others(place, targets, temporary)
        faults += self.too_wide(left)
        unavoidable = [path for path, _, _ in left if which == signal.SIGKILL and hit and path.parent == place and path.suffix == ".tmp"]
        faults += [f"leaves {path.relative_to(own)}" for path, _, _ in left if path not in unavoidable]
        shutil.rmtree(own)
        label = f"kill {number}: {name} from a {way}, {which.name}" + (" while writing" if aims_at_writing and seen else f" after {moment:.3f} s")
        return dict(name=name, way=way, signal=which.name, hit=hit, while_writing=hit and aims_at_writing and seen, code=process.returncode, took=took if hit else 0,
                    left=len(unavoidable), faults=[f"{label}: {fault}" for fault in dict.fromkeys(faults)])

    def end(self, process, which, hit, faults, signalled):
        # What the feed may still hold open is not waited for: only the end of the process is.
        collected = []
        reader = threading.Thread(target=lambda: collected.append(process.stderr.read()), daemon=True)
        reader.start()
        try:
            process.wait(self.options.limit)
        except subprocess.TimeoutExpired:
            faults.append(f"does not end within {self.options.limit} seconds")
            process.kill()
            process.wait()
        took = time.monotonic() - signalled
        reader.join(5)
        return b"".join(collected).decode(errors="replace"), took

    def others(self, place, targets, temporary):
        found = []
        for folder in (place, temporary):
            for path in folder.iterdir():
                if path.parent == place and path.name in targets or path.name.startswith(RUNTIME):
                    continue
                try:
                    status = path.lstat()
                    found.append((path, stat.S_IMODE(status.st_mode), status.st_size))
                except FileNotFoundError:
                    pass
        return found

    def too_wide(self, others):
        return [f"{path.name} is {mode:04o}" for path, mode, _ in others if mode & ~0o600]

    def check_targets(self, expected, place, code, faults):
        for target, whole in expected.items():
            path = place / target
            if not path.exists():
                faults.append(f"{target} is lost")
                continue
            content = path.read_bytes()
            is_new = content == whole if whole is not None else content.rstrip(b"\n" if path.suffix != ".csv" else b"").endswith(WHOLE_ENDS[path.suffix]) and content != OLD
            if content != OLD and not is_new:
                faults.append(f"{target} is neither the old file nor the new one ({len(content)} bytes)")
            if code in ENDED and content == OLD:
                faults.append(f"{target} is old although the exit code is {code}")
            if stat.S_IMODE(path.stat().st_mode) != 0o600:
                faults.append(f"{target} is {stat.S_IMODE(path.stat().st_mode):04o}")

    def check_exit(self, code, which, hit, error, faults):
        if code in ENDED:
            return
        if not hit or code not in (130, -which):
            faults.append(f"ends with {code}: {error.strip()[:200]}")
        elif code == 130 and "interrupted" not in error:
            faults.append(f"ends with 130 and says {error.strip()[:200]!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("logreg")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rows", type=int, default=60_000)
    parser.add_argument("--limit", type=float, default=10, help="seconds from the signal to the end of the process")
    options = parser.parse_args()
    options.logreg = os.path.abspath(options.logreg)
    os.umask(0o022)

    # A shell's background jobs ignore SIGINT, and so would what they start; a handler of one's own is not inherited.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with tempfile.TemporaryDirectory(prefix="logreg-kills-") as folder:
        kills = Kills(options, pathlib.Path(folder))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(kills.kill, range(options.kills)))
    report(results)
    sys.exit(1 if any(result["faults"] for result in results) else 0)


def report(results):
    for result in results:
        for fault in result["faults"]:
            print(fault)
    print(f"{'signal':8} {'sent':>5} {'writing':>7} {'by signal':>9} {'130':>5} {'done':>5} {'left':>5} {'longest':>8}")
    for which in SIGNALS:
        own = [result for result in results if result["signal"] == which.name and result["hit"]]
        longest = max((result["took"] for result in own), default=0)
        print(f"{which.name:8} {len(own):5} {sum(result['while_writing'] for result in own):7} {sum(result['code'] < 0 for result in own):9} "
              f"{sum(result['code'] == 130 for result in own):5} {sum(result['code'] in ENDED for result in own):5} {sum(result['left'] for result in own):5} {longest:6.2f} s")
    print(f"ended before the signal: {sum(not result['hit'] for result in results)}")
    print("by command: " + ", ".join(f"{name} {count}" for name, count in sorted(collections.Counter(result["name"] for result in results if result["hit"]).items())))
    print("by input: " + ", ".join(f"{name} {count}" for name, count in sorted(collections.Counter(result["way"] for result in results if result["hit"]).items())))
    print(f"{len(results)} runs, {sum(bool(result['faults']) for result in results)} with a fault")


if __name__ == "__main__":
    main()
