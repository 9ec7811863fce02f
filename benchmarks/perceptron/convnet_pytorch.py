#!/usr/bin/env python3
"""The peer of io.lanista.benchmarks.perceptron.ConvnetBenchmark: the same training in PyTorch, written as its tutorials write it.

    convnet_pytorch.py IMAGES

Two convolutions with ReLU and pooling, two dense layers, Adam, shuffled batches of 128 images of 28 by 28 pixels. The program prints
READY, then answers each line "N" on standard input with one JSON line: CPU and wall milliseconds for each of N steps, and the last loss.
"""
import json
import sys
import time

import torch
from torch import nn

BATCH = 128


def batches(images, labels):
    while True:
        order = torch.randperm(len(images))
        for start in range(0, len(images) - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            yield images[chosen], labels[chosen]


def main():
    count = int(sys.argv[1])
    torch.set_num_threads(1)
    torch.manual_seed(1)
    images = torch.rand(count, 1, 28, 28)
    labels = torch.randint(0, 10, (count,))
    model = nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(64 * 7 * 7, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()
    source = batches(images, labels)
    print("READY", flush=True)
    for line in sys.stdin:
        steps = int(line)
        cpu, wall = time.process_time(), time.perf_counter()
        for _ in range(steps):
            inputs, wanted = next(source)
            optimizer.zero_grad()
            loss = criterion(model(inputs), wanted)
            loss.backward()
            optimizer.step()
            last = loss.item()
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        print(json.dumps({"cpu": 1e3 * cpu / steps, "wall": 1e3 * wall / steps, "loss": last}), flush=True)


if __name__ == "__main__":
    main()
