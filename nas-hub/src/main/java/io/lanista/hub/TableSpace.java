package io.lanista.hub;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;

/**
 * Networks for rows of a table that hold their own beside boosted trees: numbers as vectors (Gorishniy et al., "On Embeddings for
 * Numerical Features in Tabular Deep Learning", NeurIPS 2022), then an ensemble inside of one network (Gorishniy et al., "TabM:
 * Advancing Tabular Deep Learning with Parameter-Efficient Ensembling", 2024, the mini variant). Learning rate, weight decay and
 * dropout are searched along. The ranges lie within those that the papers tune in.
 *
 * <p>Give it numbers that are scaled to a normal distribution (the data option {@code numbers: quantile}).
 */
public final class TableSpace implements SpaceProvider {
    private static final Option<Long> MEMBERS = Setup.few("members", "How many members the ensemble has");
    private static final Option<Long> NUMBERS = Option.integer(
            "numbers",
            0,
            0,
            1_000_000,
            "How many of the first values of a row are numbers; 0: as the data say, or all where classes are given.");
    private static final Option<String> PREDICTS = Option.oneOf(
            "predicts",
            List.of("auto", "probabilities", "values"),
            "What the members' answers are; auto takes two outputs and more for classes, so say values for several targets.");

    /** For the service loader. */
    public TableSpace() {}

    @Override
    public String name() {
        return "table";
    }

    @Override
    public String description() {
        return "Tables: numbers as vectors, an ensemble inside of one network; depth, width, dropout, learning rate, decay"
                + " (after Gorishniy et al., 2022 and 2024).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(MEMBERS, NUMBERS, PREDICTS);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        boolean small = setup.isSmall();
        Value features = small ? Value.choice("features", 4, 8) : Value.choice("features", 8, 16, 24);
        Value width = small ? Value.choice("width", 16, 32) : Value.choice("width", 64, 96, 128, 192, 256);
        Value dropout = small ? Value.choice("dropout", 0.0, 0.2) : Value.choice("dropout", 0.0, 0.1, 0.2, 0.3);
        boolean byData = setup.get(NUMBERS) == 0 && setup.get(Setup.CLASSES) == 0;
        Object numbers = byData ? (Object) Model.NUMBERS : setup.get(NUMBERS);
        Layer embedding = Layer.of(
                "column_embedding",
                "form",
                small
                        ? Value.choice("form", "periodic", "piecewise", "none")
                        : Value.choice("form", "periodic", "piecewise"),
                "numbers",
                numbers,
                "features",
                features,
                "frequencies",
                small ? 8 : 32,
                "bins",
                small ? 8 : 32);
        Layer members =
                Layer.of("ensemble", "members", setup.count(MEMBERS, 8, 2), "numbers", numbers, "features", features);
        return Setup.space(() -> Model.named(name())
                .input("row", setup.input(Shape.of(32), Shape.of(16)).toArray())
                .then("numbers", embedding)
                .then("members", members)
                .then(
                        "body",
                        Repeat.shared(
                                "depth",
                                1,
                                small ? 2 : 3,
                                Graph.sequence(
                                        Layer.of("linear", "units", width),
                                        Parts.RELU,
                                        Layer.of("dropout", "rate", dropout))))
                .then("answers", Layer.of("ensemble_linear", "units", setup.outputs()))
                .then("mean", Layer.of("ensemble_mean", "of", setup.get(PREDICTS)))
                .setting(
                        "learning_rate",
                        small
                                ? Value.choice("learning_rate", 2e-3, 5e-3, 1e-2)
                                : Value.choice("learning_rate", 5e-4, 1e-3, 2e-3, 4e-3))
                .setting("weight_decay", Value.choice("weight_decay", 0.0, 3e-4, 1e-2, 1e-1))
                .build());
    }
}
