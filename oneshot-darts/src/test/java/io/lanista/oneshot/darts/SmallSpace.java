package io.lanista.oneshot.darts;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.space.SearchSpace;
import java.util.List;

/** Small spaces over images of shape (1, 8, 8) with 10 classes. */
final class SmallSpace {
    private SmallSpace() {}

    static Operation conv(int channels, int kernel) {
        return Graph.sequence(
                Layer.of("conv2d", "out_channels", channels, "kernel", kernel, "padding", kernel / 2, "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }

    /** With as many channels as there are. */
    private static Operation keeping(int kernel) {
        return Graph.sequence(
                Layer.of("conv2d", "kernel", kernel, "padding", kernel / 2, "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }

    static List<Candidate> candidates() {
        return List.of(
                Candidate.of("none", Layer.of("zero")),
                Candidate.of("skip", Layer.of("identity")),
                Candidate.of("conv1", keeping(1)),
                Candidate.of("conv3", keeping(3)));
    }

    /** Two choices, each between a skip connection and a convolution. */
    static SearchSpace choices() {
        return choices(Layer.of("identity"));
    }

    /** Two choices, each between this and a convolution. */
    static SearchSpace choices(Operation skip) {
        return SearchSpace.of(Model.named("choices")
                .input("x", 1, 8, 8)
                .then("stem", conv(4, 3))
                .then("a", choice("a", skip))
                .then("b", choice("b", skip))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    private static LayerChoice choice(String label, Operation skip) {
        return LayerChoice.of(label, Candidate.of("skip", skip), Candidate.of("conv3", conv(4, 3)));
    }

    /** Over rows of 4 numbers with 1 number to predict: two choices, each between a skip connection and two layers. */
    static SearchSpace table() {
        return SearchSpace.of(Model.named("table")
                .input("x", 4)
                .then("stem", Layer.of("linear", "units", 8))
                .then("a", dense("a"))
                .then("b", dense("b"))
                .then("head", Layer.of("linear", "units", 1))
                .build());
    }

    private static LayerChoice dense(String label) {
        return LayerChoice.of(
                label,
                Candidate.of("skip", Layer.of("identity")),
                Candidate.of(
                        "bent",
                        Graph.sequence(Layer.of("linear", "units", 8), Layer.of("batch_norm"), Layer.of("relu"))),
                Candidate.of("smooth", Graph.sequence(Layer.of("linear", "units", 8), Layer.of("tanh"))));
    }

    /** Two cells that share their decisions. */
    static SearchSpace cells() {
        return SearchSpace.of(Model.named("cells")
                .input("x", 1, 8, 8)
                .then("stem", conv(4, 3))
                .node("first", cell(), "stem", "stem")
                .node("second", cell(), "stem", "first")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    private static Cell cell() {
        return Cell.named("cell", 2)
                .nodes(2, 2)
                .candidates(candidates())
                .postprocessing(conv(4, 1))
                .build();
    }
}
