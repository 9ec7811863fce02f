"""Optuna's samplers on a table of results with two objectives, by the protocol of `nas benchmark tabular`.

Every proposal is charged, repeats too. At each budget: the hypervolume of what was found, as a share of that of the
whole table, from the worst value of the table in each objective; the mean and the deviation over seeds. One JSON line for
each sampler.

    python fronts_optuna.py TABLE.csv.gz MAXIMIZED MINIMIZED SEEDS [SAMPLER...]

Samplers: random, nsga2, nsga2-20 (a population of 20), tpe (multivariate). The table has a column `ops` of digits.
"""

import csv
import gzip
import json
import sys

import optuna

BUDGETS = (100, 200, 500)
TPE_BUDGETS = (100, 200)  # Its cost grows with the square of the trials and more.


def table(path, maximized, minimized):
    with gzip.open(path, "rt") as file:
        return {row["ops"]: (float(row[maximized]), float(row[minimized])) for row in csv.DictReader(file)}


def volume(points, worst):
    area, height = 0.0, 0.0
    for up, down in sorted(((p[0] - worst[0], worst[1] - p[1]) for p in points), reverse=True):
        if up > 0 and down > height:
            area += up * (down - height)
            height = down
    return area


def sampler(name, seed):
    if name == "random":
        return optuna.samplers.RandomSampler(seed=seed)
    if name == "nsga2":
        return optuna.samplers.NSGAIISampler(seed=seed)
    if name == "nsga2-20":
        return optuna.samplers.NSGAIISampler(seed=seed, population_size=20)
    return optuna.samplers.TPESampler(seed=seed, multivariate=True)


def run(name, seed, rows, worst, budgets):
    study = optuna.create_study(directions=["maximize", "minimize"], sampler=sampler(name, seed))
    digits = len(next(iter(rows)))
    values = sorted({digit for ops in rows for digit in ops})
    found, regrets = [], []
    whole = volume(rows.values(), worst)
    for trial in range(1, budgets[-1] + 1):
        asked = study.ask()
        ops = "".join(asked.suggest_categorical(f"d{i}", values) for i in range(digits))
        found.append(rows[ops])
        study.tell(asked, rows[ops])
        if trial in budgets:
            regrets.append(1 - volume(found, worst) / whole)
    return regrets


def main(path, maximized, minimized, seeds, names):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    rows = table(path, maximized, minimized)
    worst = (min(row[0] for row in rows.values()), max(row[1] for row in rows.values()))
    for name in names or ("random", "nsga2", "nsga2-20", "tpe"):
        budgets = TPE_BUDGETS if name == "tpe" else BUDGETS
        all_regrets = [run(name, seed, rows, worst, budgets) for seed in range(seeds)]
        result = {"sampler": f"optuna {optuna.__version__} {name}", "seeds": seeds}
        for at, budget in enumerate(budgets):
            of_budget = [regrets[at] for regrets in all_regrets]
            mean = sum(of_budget) / seeds
            deviation = (sum((regret - mean) ** 2 for regret in of_budget) / max(1, seeds - 1)) ** 0.5
            result[str(budget)] = {"regret": mean, "std": deviation}
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5:])
