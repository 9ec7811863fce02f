package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;

/**
 * Multilayer perceptrons for any shape of input: depth, activation, and the width and dropout of each layer. The range of
 * widths (18 to 1,024, on a logarithmic scale) is that of Bergstra and Bengio, "Random Search for Hyper-Parameter
 * Optimization", JMLR 2012, section 2.3; they have one hidden layer.
 */
public final class Perceptron implements SpaceProvider {
    private static final Option<Long> DEPTH = Setup.few("depth", "How many hidden layers there are at most");

    /** For the service loader. */
    public Perceptron() {}

    @Override
    public String name() {
        return "mlp";
    }

    @Override
    public String description() {
        return "Perceptrons: depth, activation, and width and dropout of each layer (after Bergstra and Bengio, 2012).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(DEPTH);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        return Setup.space(() -> Model.named(name())
                .input("x", setup.anyInput(Shape.of(1, 28, 28)).toArray())
                .then("flatten", Layer.of("flatten"))
                .then("hidden", hidden(setup))
                .then("head", Layer.of("linear", "units", setup.outputs()))
                .build());
    }

    private static Operation hidden(Setup setup) {
        boolean small = setup.isSmall();
        Value width = small ? Value.choice("width", 16, 32, 64) : Value.logInteger("width", 18, 1024);
        Value dropout = small ? Value.choice("dropout", 0.0, 0.2) : Value.choice("dropout", 0.0, 0.1, 0.2, 0.3, 0.5);
        LayerChoice activation = LayerChoice.of(
                "activation",
                Candidate.of("relu", Parts.RELU),
                Candidate.of("tanh", Layer.of("tanh")),
                Candidate.of("gelu", Layer.of("gelu")));
        return Repeat.of(
                "depth",
                1,
                (int) setup.count(DEPTH, 3, 2),
                Graph.sequence(Layer.of("linear", "units", width), activation, Layer.of("dropout", "rate", dropout)));
    }
}
