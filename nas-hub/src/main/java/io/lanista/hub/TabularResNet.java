package io.lanista.hub;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;

/**
 * The residual network for rows of a table of Gorishniy et al., "Revisiting Deep Learning Models for Tabular Data", NeurIPS
 * 2021 (section 3.2), with the ranges of the paper's tuning (appendix: 1 to 8 blocks, 64 to 512 features, a hidden factor
 * from 1 to 4, dropout from 0 to 0.5). The factor takes whole steps here. All blocks are alike.
 */
public final class TabularResNet implements SpaceProvider {
    /** For the service loader. */
    public TabularResNet() {}

    @Override
    public String name() {
        return "tabular-resnet";
    }

    @Override
    public String description() {
        return "Residual blocks for tables: depth, width, hidden factor, two dropouts (Gorishniy et al., 2021).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with();
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        boolean small = setup.isSmall();
        Value width = small ? Value.choice("width", 16, 32) : Value.integer("width", 64, 512);
        Value factor = small ? Value.choice("factor", 1, 2) : Value.choice("factor", 1, 2, 3, 4);
        Value hiddenDropout = small ? Value.choice("hidden_dropout", 0.0, 0.2) : Value.real("hidden_dropout", 0, 0.5);
        Value residualDropout =
                small ? Value.choice("residual_dropout", 0.0, 0.2) : Value.real("residual_dropout", 0, 0.5);
        return Setup.space(() -> Model.named(name())
                .input("row", setup.input(Shape.of(32), Shape.of(16)).toArray())
                .then("in", Layer.of("linear", "units", width))
                .then(
                        "blocks",
                        Repeat.shared("depth", 1, small ? 3 : 8, block(width, factor, hiddenDropout, residualDropout)))
                .then("norm", Parts.NORM)
                .then("activation", Parts.RELU)
                .then("head", Layer.of("linear", "units", setup.outputs()))
                .build());
    }

    private static Subgraph block(Value width, Value factor, Value hiddenDropout, Value residualDropout) {
        Subgraph residual = Graph.sequence(
                Parts.NORM,
                Layer.of("linear", "units", width.times(factor)),
                Parts.RELU,
                Layer.of("dropout", "rate", hiddenDropout),
                Layer.of("linear", "units", width),
                Layer.of("dropout", "rate", residualDropout));
        return new Subgraph(Graph.of(
                List.of("x"),
                List.of(
                        new Node("residual", residual, List.of("x")),
                        new Node("sum", Layer.of("add"), List.of("x", "residual"))),
                "sum"));
    }
}
