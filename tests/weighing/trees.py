"""Published fault trees as scenarios: troth weigh must give their minimal cut sets and top probabilities. usage: trees.py TROTH FOLDER"""
import collections
import json
import subprocess
import sys

# Where each comes from stands in its scenario: name -> (minimal cut sets, by size where that is published, chance of the top event, how near)
PUBLISHED = {
    "theatre": (2, {2: 2}, 0.00207, 1e-12),
    "two-train": (4, {2: 4}, 0.7225, 1e-12),
    "ne574": (7, {1: 1, 2: 3, 3: 3}, 0.662208, 5e-7),
    "three-motor": (12, {1: 1, 2: 3, 4: 8}, 0.0211538, 1e-5),
    "chinese": (392, {2: 12, 4: 24, 5: 188, 6: 168}, 1.17058e-3, 5e-9),
    "baobab2": (4805, {2: 6, 3: 121}, 7.13018e-4, 5e-10),
    "pressure-tank": (5, {1: 2, 2: 3}, None, None),
}


def check(troth, folder, name):
    total, sizes, chance, near = PUBLISHED[name]
    answer = subprocess.run([troth, "weigh", f"{folder}/{name}.scenario", "--jsonl", "--most", "5000"], capture_output=True, text=True)
    if answer.returncode:
        return answer.stderr
    need = json.loads(answer.stdout)
    found = need["linchpins"]["sets"]
    by_size = dict(collections.Counter(map(len, found)))
    if need["linchpins"]["total"] != total or len(found) != total or (sizes and any(by_size.get(size) != count for size, count in sizes.items())):
        return f"{name}: {need['linchpins']['total']} minimal sets, by size {by_size}"
    if chance is not None and abs(1 - need["low"] - chance) > near:
        return f"{name}: top event {1 - need['low']}"
    return None


def main():
    wrong = [message for message in (check(sys.argv[1], sys.argv[2], name) for name in PUBLISHED) if message]
    print(*wrong, sep="\n")
    print(f"{len(PUBLISHED) - len(wrong)} passed, {len(wrong)} failed")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
