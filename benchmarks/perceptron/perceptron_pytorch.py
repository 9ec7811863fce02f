#!/usr/bin/env python3
"""The peer of io.lanista.benchmarks.perceptron: the same small trial in PyTorch, written as its tutorials write it.

    perceptron_pytorch.py [default|foreach|fused]

A trial makes a 784-64-10 perceptron and an Adam optimiser and takes 20 steps on batches of 32. The program prints READY,
then answers each line "N" on standard input with one JSON line: CPU and wall milliseconds for each of N trials, and the
last loss. The argument chooses one of Adam's three implementations in PyTorch.
"""
import json
import sys
import time

import torch
from torch import nn

BATCH = 32
STEPS = 20


def trial(images, labels, options):
    model = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, **options)
    criterion = nn.CrossEntropyLoss()
    model.train()
    for step in range(STEPS):
        rows = slice(step * BATCH, (step + 1) * BATCH)
        optimizer.zero_grad()
        loss = criterion(model(images[rows]), labels[rows])
        loss.backward()
        optimizer.step()
        last = loss.item()
    return last


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "default"
    options = {"default": {}, "foreach": {"foreach": True}, "fused": {"fused": True}}[kind]
    torch.set_num_threads(1)
    torch.manual_seed(1)
    images = torch.rand(BATCH * STEPS, 784)
    labels = torch.randint(0, 10, (BATCH * STEPS,))
    print("READY", flush=True)
    for line in sys.stdin:
        count = int(line)
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(count):
            last = trial(images, labels, options)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(json.dumps({"cpu": 1e3 * cpu / count, "wall": 1e3 * wall / count, "loss": last}), flush=True)


if __name__ == "__main__":
    main()
