package io.lanista.benchmarks.toys;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Objectives on categorical decisions with equally many candidates each, as functions of the candidates' indexes. */
final class CodedToy {
    private static final int DRAWS = 4_000;
    private static final int CLIMBS = 300;
    private static final int ENUMERABLE = 20_000;

    private CodedToy() {}

    static Toy of(
            String family, int decisions, int candidates, ToDoubleFunction<int[]> formula, RandomGenerator random) {
        List<Object> values =
                IntStream.range(0, candidates).<Object>mapToObj(i -> "c" + i).toList();
        List<Label> labels =
                IntStream.range(0, decisions).mapToObj(i -> Label.of("d" + i)).toList();
        ModelBuilder model = Model.named(family).input("x", 1);
        labels.forEach(label -> model.setting(label.value(), new Value.ValueChoice(label, new Domain.OneOf(values))));
        return of(family, SearchSpace.of(model.build()), formula, random);
    }

    /** On a space whose decisions are always active and have equally many candidates. */
    static Toy of(String family, SearchSpace space, ToDoubleFunction<int[]> formula, RandomGenerator random) {
        int decisions = space.decisions().size();
        int candidates = (int) space.decisions().get(0).domain().size();
        double typical = IntStream.range(0, DRAWS)
                .mapToDouble(i -> formula.applyAsDouble(drawn(decisions, candidates, random)))
                .average()
                .orElseThrow();
        return new Toy(
                family,
                space,
                choices -> formula.applyAsDouble(Toy.codes(space, choices)),
                best(decisions, candidates, formula, random),
                typical,
                0);
    }

    private static int[] drawn(int decisions, int candidates, RandomGenerator random) {
        return random.ints(decisions, 0, candidates).toArray();
    }

    private static double best(int decisions, int candidates, ToDoubleFunction<int[]> formula, RandomGenerator random) {
        double best = Double.NEGATIVE_INFINITY;
        if (Math.pow(candidates, decisions) <= ENUMERABLE) {
            int[] codes = new int[decisions];
            int changed;
            do {
                best = Math.max(best, formula.applyAsDouble(codes));
                changed = decisions - 1;
                while (changed >= 0 && ++codes[changed] == candidates) {
                    codes[changed--] = 0;
                }
            } while (changed >= 0);
            return best;
        }
        for (int climb = 0; climb < CLIMBS; climb++) {
            best = Math.max(best, climb(drawn(decisions, candidates, random), candidates, formula));
        }
        return best;
    }

    /** Changes single decisions, and pairs of them where none helps alone, until nothing gets better. */
    private static double climb(int[] codes, int candidates, ToDoubleFunction<int[]> formula) {
        double value = formula.applyAsDouble(codes);
        boolean better = true;
        while (better) {
            better = false;
            for (int first = 0; first < codes.length; first++) {
                for (int second = first; second < codes.length; second++) {
                    double found = improve(codes, first, second, candidates, formula, value);
                    better |= found > value;
                    value = found;
                }
            }
        }
        return value;
    }

    private static double improve(
            int[] codes, int first, int second, int candidates, ToDoubleFunction<int[]> formula, double value) {
        int[] kept = {codes[first], codes[second]};
        double best = value;
        for (int one = 0; one < candidates; one++) {
            for (int other = 0; other < (first == second ? 1 : candidates); other++) {
                codes[second] = other;
                codes[first] = one;
                double found = formula.applyAsDouble(codes);
                if (found > best + 1e-12) {
                    best = found;
                    kept = new int[] {codes[first], codes[second]};
                }
            }
        }
        codes[second] = kept[1];
        codes[first] = kept[0];
        return best;
    }
}
