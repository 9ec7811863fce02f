package io.lanista.benchmarks.toys;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.hub.NasBench201;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Families of made-up objectives that strategies are designed on, so that tables of real results, such as NAS-Bench-201's, stay
 * for showing what came of it. Each family stresses what architecture spaces are known to do to a search.
 */
final class Toys {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");
    /** Its six decisions are the edges in the order of {@link NasBench201#EDGES}. */
    private static final SearchSpace CELLS = new NasBench201()
            .open(Options.parse(
                    "cells", new NasBench201().options(), Map.of("channels", 4L, "cells", 1L, "classes", 10L)));

    private static final double NOISE = 0.1;

    private Toys() {}

    /** So many instances of the families that can be gone through, so that their fronts are known. */
    static List<Toy> listable(int perFamily) {
        return instances(perFamily).stream()
                .filter(toy -> toy.noise() == 0)
                .filter(toy ->
                        toy.space().size().filter(size -> size.bitLength() < 15).isPresent())
                .toList();
    }

    /** So many random instances of each family. */
    static List<Toy> instances(int perFamily) {
        List<Toy> toys = new ArrayList<>();
        for (int i = 0; i < perFamily; i++) {
            RandomGenerator random = GENERATORS.create(1_000 + i);
            Toy pairs = pairs(6, 15, 0.4, "pairs", random);
            Toy cell = cell(random);
            Toy wide = pairs(20, 20, 0.7, "wide", random);
            toys.addAll(List.of(pairs, rugged(6, 2, "rugged", random), cell, plateau(random), wide));
            toys.add(modes(6, "far-modes", random));
            toys.add(modes(3, "near-modes", random));
            toys.add(rugged(20, 1, "wide-rugged", random));
            toys.add(MixedToy.of(random));
            toys.addAll(List.of(pairs.noisy(NOISE), cell.noisy(NOISE), wide.noisy(NOISE)));
        }
        return toys;
    }

    /** An effect of each decision, and of some pairs of decisions. */
    private static Toy pairs(int decisions, int pairs, double strength, String family, RandomGenerator random) {
        double[][] main = gaussians(decisions, 5, random);
        int[][] ends = new int[pairs][];
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < decisions; i++) {
            for (int j = i + 1; j < decisions; j++) {
                all.add(new int[] {i, j});
            }
        }
        for (int i = 0; i < pairs; i++) {
            ends[i] = all.remove(random.nextInt(all.size()));
        }
        double[][] both = gaussians(pairs, 25, random);
        return CodedToy.of(
                family,
                decisions,
                5,
                codes -> {
                    double sum = 0;
                    for (int i = 0; i < decisions; i++) {
                        sum += main[i][codes[i]];
                    }
                    for (int i = 0; i < pairs; i++) {
                        sum += strength * both[i][codes[ends[i][0]] * 5 + codes[ends[i][1]]];
                    }
                    return sum;
                },
                random);
    }

    /** Kauffman's NK landscapes: each decision's effect depends on so many others, so that there are many local optima. */
    private static Toy rugged(int decisions, int others, String family, RandomGenerator random) {
        int[][] reads = new int[decisions][others];
        for (int i = 0; i < decisions; i++) {
            for (int k = 0; k < others; k++) {
                reads[i][k] = (i + 1 + random.nextInt(decisions - 1)) % decisions;
            }
        }
        double[][] effects = gaussians(decisions, (int) Math.pow(5, others + 1), random);
        return CodedToy.of(
                family,
                decisions,
                5,
                codes -> {
                    double sum = 0;
                    for (int i = 0; i < decisions; i++) {
                        int index = codes[i];
                        for (int other : reads[i]) {
                            index = index * 5 + codes[other];
                        }
                        sum += effects[i][index];
                    }
                    return sum;
                },
                random);
    }

    /**
     * The cells of NAS-Bench-201 with a made-up value: nothing, a skip, or one of three that do more or less. What
     * reaches the output decides, so edges behind a cut don't matter, much is equivalent, and what counts saturates.
     */
    private static Toy cell(RandomGenerator random) {
        double[] strength = {0, 0.25, 0.5 + random.nextDouble(), 0.8 + random.nextDouble(), random.nextDouble()};
        double[] keeps = {0, 1, 0.95, 0.9, 0.6};
        double[][] luck = gaussians(6, 5, random);
        double turn = 2.5 + random.nextDouble();
        return CodedToy.of(
                "cell",
                CELLS,
                codes -> {
                    // Per node: how much of the input reaches it, and how much was computed on the way.
                    double[] flow = {1, 0, 0, 0};
                    double[] work = new double[4];
                    int edge = 0;
                    int[][] ends = {{0, 1}, {0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 3}};
                    for (int[] end : ends) {
                        int op = codes[edge];
                        double through = flow[end[0]] * keeps[op];
                        flow[end[1]] = Math.max(flow[end[1]], through);
                        if (through > 0) {
                            work[end[1]] += work[end[0]] + strength[op] + 0.08 * luck[edge][op];
                        }
                        edge++;
                    }
                    return flow[3] == 0 ? -2 : flow[3] - Math.abs(work[3] - turn) / 4 - Math.exp(-work[3]);
                },
                random);
    }

    /** Two peaks that differ in some of six decisions; the lower one is broad, so that a search is drawn to it first. */
    private static Toy modes(int different, String family, RandomGenerator random) {
        int[] high = random.ints(6, 0, 5).toArray();
        int[] low = high.clone();
        for (int i = 0; i < different; i++) {
            low[i] = (high[i] + 1 + random.nextInt(4)) % 5;
        }
        double[] weights = random.doubles(6, 0.5, 1.5).toArray();
        double total = Arrays.stream(weights).sum();
        return CodedToy.of(
                family,
                6,
                5,
                codes -> {
                    double toHigh = 0;
                    double toLow = 0;
                    for (int i = 0; i < 6; i++) {
                        toHigh += codes[i] == high[i] ? 0 : weights[i] / total;
                        toLow += codes[i] == low[i] ? 0 : weights[i] / total;
                    }
                    return Math.max(1 - 1.3 * toHigh, 0.95 - 0.95 * toLow);
                },
                random);
    }

    /** Effects of single decisions that are read off in twenty steps, with two decisions that don't matter. */
    private static Toy plateau(RandomGenerator random) {
        double[][] main = gaussians(4, 5, random);
        return CodedToy.of(
                "plateau",
                6,
                5,
                codes -> {
                    double sum = 0;
                    for (int i = 0; i < 4; i++) {
                        sum += main[i][codes[i]];
                    }
                    return Math.floor(sum * 2) / 2;
                },
                random);
    }

    private static double[][] gaussians(int rows, int columns, RandomGenerator random) {
        double[][] numbers = new double[rows][columns];
        for (double[] row : numbers) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return numbers;
    }
}
