"""A Spark cluster of two worker processes on this machine, for its test and its measurement: what they read, what is to come, whom to kill."""
import gzip
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time

FIELDS = ("id", "title", "publisher", "published", "url", "text")
LEAN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # Java only hands rows on: what it would spend on compiling itself well, the reading lacks
SCHEMA = ", ".join(f"{name} string" for name in FIELDS)


def why_not():
    """Why there can be no cluster; None where there can be one."""
    try:
        import pyspark  # noqa: F401
    except ImportError as missing:
        return f"{missing}; ./check all has it, where there is Java"
    return None if shutil.which("java") else "there is no Java"


def prepare(library, source):
    """What this process and the workers find the package by. Before `import troth`."""
    library, source = pathlib.Path(library).resolve(), pathlib.Path(source).resolve()  # the workers stand in folders of their own
    os.environ.update(TROTH_LIBRARY=str(library), PYTHONPATH=str(source / "python"), PYSPARK_PYTHON=sys.executable)
    sys.path.insert(0, str(source / "python"))


def start():
    from pyspark.sql import SparkSession

    return (SparkSession.builder.master("local-cluster[2,1,1024]").appName("troth").config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
            .config("spark.executorEnv.TROTH_LIBRARY", os.environ["TROTH_LIBRARY"]).config("spark.ui.enabled", "false")
            .config("spark.driver.extraJavaOptions", LEAN).config("spark.executor.extraJavaOptions", LEAN)
            .config("spark.sql.shuffle.partitions", "4").config("spark.task.maxFailures", "8").getOrCreate())


def write_articles(paths, most, target):
    """The first so many lines of files, compressed or not, as one file."""
    with open(target, "w", encoding="utf-8") as out:
        for path in paths:
            with gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(path, encoding="utf-8") as lines:
                for line in lines:
                    if most <= 0:
                        return
                    most -= 1
                    out.write(line)


def by_program(program, path):
    """The sorted lines of `troth read` (which may hold other signs that part lines, such as U+2028), its seconds, and the seconds of processors that it took."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    lines = subprocess.run([program, "read", path], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.split("\n")[:-1]
    took, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return sorted(lines), took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def records_of(statements):
    return sorted(row.record for row in statements.select("record").collect())


def children_of(pid):
    try:
        return [int(child) for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    except OSError:
        return []


class Processors(threading.Thread):
    """Adds up the seconds of processors of this process and everything below it, by looking at each once a second: Spark's workers come and go,
    and those that have gone are nobody's children any more."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most, self.is_over = {}, threading.Event()
        self.look(os.getpid())
        self.before = sum(self.most.values())
        self.start()

    def look(self, pid):
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return
        self.most[pid, fields[19]] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # its own, and since when it is there
        for child in children_of(pid):
            self.look(child)

    def run(self):
        while not self.is_over.wait(1):
            self.look(os.getpid())

    def seconds(self):
        self.is_over.set()
        self.join()
        self.look(os.getpid())
        return sum(self.most.values()) - self.before


def kill_an_executor(pid):
    """The first process below `pid` that is an executor. Returns whether there was one."""
    for child in children_of(pid):
        try:
            if b"CoarseGrainedExecutorBackend" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                return True
        except OSError:
            continue
        if kill_an_executor(child):
            return True
    return False


def frame_of(spark, articles):
    return spark.createDataFrame([tuple(article.get(name) for name in FIELDS) for article in articles], SCHEMA).repartition(4)


def lines_to(path, articles):
    pathlib.Path(path).write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


class HalfWay(threading.Thread):
    """Kills an executor as soon as half of a stage's tasks are done, or the first files are made in a run's folder below `folder`. `killed`:
    whether it did."""

    def __init__(self, spark, folder=None):
        super().__init__(daemon=True)
        self.tracker, self.folder, self.killed, self.is_over = spark.sparkContext.statusTracker(), folder, False, False

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.join()

    def is_half_way(self):
        if self.folder:
            return any(pathlib.Path(self.folder).glob("_troth-*/*.parquet"))
        stages = [self.tracker.getStageInfo(stage) for stage in self.tracker.getActiveStageIds()]
        return any(stage and stage.numTasks > 1 and stage.numCompletedTasks * 2 >= stage.numTasks for stage in stages)

    def run(self):
        while not (self.is_over or self.killed):
            if self.is_half_way():
                self.killed = kill_an_executor(os.getpid())
            time.sleep(0.02)
