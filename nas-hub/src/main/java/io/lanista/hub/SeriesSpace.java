package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * Networks that forecast a series from a window of its last steps, as the data source {@code series} makes them: nothing, a perceptron, a
 * convolution over time (as in Bai, Kolter and Koltun, "An Empirical Evaluation of Generic Convolutional and Recurrent Networks for
 * Sequence Modeling", 2018) or a GRU, whose features stand beside the window itself before the linear head. So a linear model is always
 * part of the network, as Zeng et al., "Are Transformers Effective for Time Series Forecasting?", 2023, ask. How many of the last steps are
 * looked at may be a decision, too.
 */
public final class SeriesSpace implements SpaceProvider {
    private static final Option<Long> COLUMNS =
            Option.integer("columns", 1, 1, 10_000, "How many numbers a step of the window has.");
    private static final Option<Long> WINDOW = Option.integer(
            "window",
            0,
            0,
            10_000,
            "How many steps the data's window has, where it is searched how many of the last ones are looked at; 0 for all of them.");
    private static final List<Integer> SHORTER = List.of(12, 24, 48, 96);

    /** For the service loader. */
    public SeriesSpace() {}

    @Override
    public String name() {
        return "series";
    }

    @Override
    public String description() {
        return "Windows of a series: a linear model, and a perceptron, convolution or GRU beside it (after Bai et al., 2018, and Zeng et"
                + " al., 2023).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(COLUMNS, WINDOW);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        boolean small = setup.isSmall();
        Value width = small ? Value.choice("width", 8, 16) : Value.choice("width", 16, 32, 64);
        Layer steps = Layer.of("reshape", "shape", List.of(-1L, setup.get(COLUMNS)));
        Layer dropout = Layer.of("dropout", "rate", Value.choice("dropout", 0.0, 0.1, 0.3));
        Subgraph perceptron = Graph.sequence(Layer.of("linear", "units", width), Parts.RELU);
        Subgraph convolution = Graph.sequence(
                steps,
                Layer.of("transpose", "axes", List.of(1, 0)),
                Layer.of("conv1d", "out_channels", width, "kernel", Value.choice("kernel", 3, 5), "stride", 2),
                Parts.RELU,
                Layer.of("flatten"));
        Subgraph recurrent = Graph.sequence(steps, Layer.of("gru", "units", width));
        LayerChoice body = LayerChoice.of(
                "body",
                Candidate.of("linear", Parts.IDENTITY),
                Candidate.of("perceptron", perceptron),
                Candidate.of("convolution", convolution),
                Candidate.of("gru", recurrent));
        Shape input = setup.input(window(setup, 48), window(setup, 12));
        return Setup.space(() -> recent(setup, Model.named(name()).input("window", input.toArray()))
                .then("body", body)
                .then("dropout", dropout)
                .node("beside", Layer.of("concat"), looksBack(setup) ? "recent" : "window", "dropout")
                .then("head", Layer.of("linear", "units", setup.outputs()))
                .setting("learning_rate", Value.choice("learning_rate", 1e-3, 3e-3, 1e-2))
                .setting("weight_decay", Value.choice("weight_decay", 0.0, 1e-2, 1e-1))
                .build());
    }

    private static Shape window(Setup setup, long unlessTold) {
        long steps = setup.get(WINDOW) > 0 ? setup.get(WINDOW) : unlessTold;
        return Shape.of(steps * setup.get(COLUMNS));
    }

    /** Whether there is anything to choose. */
    private static boolean looksBack(Setup setup) {
        return SHORTER.stream().anyMatch(steps -> steps < setup.get(WINDOW));
    }

    /** The last steps of the window, and how many is searched. */
    private static ModelBuilder recent(Setup setup, ModelBuilder model) {
        if (!looksBack(setup)) {
            return model;
        }
        long columns = setup.get(COLUMNS);
        long window = setup.get(WINDOW);
        // Refuses a window of another size, of which other steps would be the last ones.
        Layer whole = Layer.of("reshape", "shape", List.of(window * columns));
        List<Candidate> candidates = new ArrayList<>();
        for (int steps : SHORTER) {
            if (steps < window) {
                Layer last = Layer.of("narrow", "channels", steps * columns, "offset", (window - steps) * columns);
                candidates.add(Candidate.of("last" + steps, Graph.sequence(whole, last)));
            }
        }
        candidates.add(Candidate.of("all", whole));
        return model.then("recent", LayerChoice.of("steps", candidates.toArray(Candidate[]::new)));
    }
}
