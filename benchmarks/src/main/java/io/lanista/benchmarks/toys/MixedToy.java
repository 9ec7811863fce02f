package io.lanista.benchmarks.toys;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A network with a depth, an operation and a width for each layer that is there, and numbers that training would read. */
final class MixedToy {
    private static final int DEPTH = 4;
    private static final List<String> OPERATIONS = List.of("relu", "tanh", "sigmoid", "gelu");
    private static final List<Long> WIDTHS = List.of(16L, 32L, 64L, 128L, 256L);
    private static final int DRAWS = 4_000;

    private MixedToy() {}

    static Toy of(RandomGenerator random) {
        SearchSpace space = SearchSpace.of(Model.named("mixed")
                .input("x", 8)
                .then(
                        "body",
                        Repeat.of(
                                "depth",
                                1,
                                DEPTH,
                                Graph.sequence(
                                        Layer.of("linear", "units", Value.choice("width", WIDTHS.toArray())),
                                        new LayerChoice(
                                                Label.of("op"),
                                                OPERATIONS.stream()
                                                        .map(name -> Candidate.of(name, Layer.of(name)))
                                                        .toList()))))
                .setting("learning_rate", Value.logReal("rate", 1e-4, 1))
                .setting("momentum", Value.real("momentum", 0, 1))
                .setting("epochs", Value.integer("epochs", 1, 20))
                .build());
        double[][] effects = new double[DEPTH][OPERATIONS.size()];
        double[] widths = new double[DEPTH];
        for (int layer = 0; layer < DEPTH; layer++) {
            for (int op = 0; op < OPERATIONS.size(); op++) {
                effects[layer][op] = random.nextGaussian() - 0.4 * layer;
            }
            widths[layer] = random.nextInt(WIDTHS.size());
        }
        double[] wanted = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        Formula formula = new Formula(effects, widths, wanted);
        double typical = IntStream.range(0, DRAWS)
                .mapToDouble(i -> formula.value(space.sample(random)))
                .average()
                .orElseThrow();
        return new Toy("mixed", space, formula::value, formula.best(), typical, 0);
    }

    /** Effects of operations and distances from wanted widths in the layers that are there, and from wanted settings. */
    private record Formula(double[][] effects, double[] widths, double[] wanted) {
        double value(Choices choices) {
            long depth = (Long) answer(choices, "depth");
            double sum = 0;
            for (int layer = 0; layer < depth; layer++) {
                int op = OPERATIONS.indexOf((String) answer(choices, "op/" + layer));
                int width = WIDTHS.indexOf((Long) answer(choices, "width/" + layer));
                sum += effects[layer][op] - 0.3 * Math.abs(width - widths[layer]);
            }
            double rate = 1 + Math.log10((Double) answer(choices, "rate")) / 4;
            double momentum = (Double) answer(choices, "momentum");
            double epochs = ((Long) answer(choices, "epochs") - 1) / 19.0;
            return sum - 6 * square(rate - wanted[0]) - 3 * square(momentum - wanted[1]) - Math.abs(epochs - wanted[2]);
        }

        double best() {
            double best = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (double[] layer : effects) {
                sum += IntStream.range(0, layer.length)
                        .mapToDouble(op -> layer[op])
                        .max()
                        .orElseThrow();
                best = Math.max(best, sum);
            }
            double epochs = Math.round(wanted[2] * 19) / 19.0;
            return best - Math.abs(epochs - wanted[2]);
        }

        private static Object answer(Choices choices, String label) {
            return choices.get(Label.of(label)).orElseThrow();
        }

        private static double square(double x) {
            return x * x;
        }
    }
}
