"""Runs looks through gbstats, GrowthBook's statistics, by the entry that GrowthBook itself calls.

Reads {"looks": {name: arguments of process_experiment_results}, "rounds": n} from standard input and writes
{"version": ..., "looks": {name: {"milliseconds": the quickest round after one to warm up, "results": [...]}}}.
Every result holds metric, treatment (place in the list of variants), effect, standard error, interval and p-value.
"""
import json
import sys
import time
import warnings
from importlib.metadata import version

warnings.simplefilter("ignore")

from gbstats.gbstats import process_experiment_results  # noqa: E402


def quickest_milliseconds(data, rounds):
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        process_experiment_results(data)
        times.append(1000 * (time.perf_counter() - start))
    return min(times[1:])


def results_of(data):
    for metric in process_experiment_results(data):
        [analysis] = metric["analyses"]
        [overall] = analysis["dimensions"]
        for place, variation in enumerate(overall["variations"][1:], start=1):
            yield {
                "metric": metric["metric"],
                "treatment": place,
                "effect": float(variation["uplift"]["mean"]),
                "standardError": float(variation["uplift"]["stddev"]),
                "lower": float(variation["ci"][0]),
                "upper": float(variation["ci"][1]),
                "p": float(variation["pValue"]),
            }


given = json.load(sys.stdin)
looks = {
    name: {"milliseconds": quickest_milliseconds(data, given["rounds"]), "results": list(results_of(data))}
    for name, data in given["looks"].items()
}
json.dump({"version": version("gbstats"), "looks": looks}, sys.stdout)
