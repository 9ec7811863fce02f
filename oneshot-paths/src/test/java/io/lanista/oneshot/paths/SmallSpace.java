package io.lanista.oneshot.paths;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;

/** Small spaces over images of shape (1, 8, 8) with 10 classes. */
final class SmallSpace {
    private SmallSpace() {}

    private static Operation conv(int channels, int kernel) {
        return Graph.sequence(
                Layer.of("conv2d", "out_channels", channels, "kernel", kernel, "padding", kernel / 2, "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }

    private static LayerChoice choice(String label) {
        return LayerChoice.of(
                label,
                Candidate.of("skip", Layer.of("identity")),
                Candidate.of("conv1", conv(8, 1)),
                Candidate.of("conv3", conv(8, 3)));
    }

    /** Two choices of three candidates each, and one of a depth. */
    static SearchSpace choices() {
        return SearchSpace.of(Model.named("choices")
                .input("x", 1, 8, 8)
                .then("stem", conv(8, 3))
                .then("a", choice("a"))
                .then("b", choice("b"))
                .then("deep", Repeat.of("depth", 0, 1, conv(8, 3)))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    /** A width, a kernel for each of one or two layers, and a learning rate. */
    static SearchSpace elastic() {
        Value width = Value.choice("width", 4, 6, 8);
        Operation body = Graph.sequence(
                Layer.of("conv2d", "out_channels", width, "kernel", Value.choice("kernel", 1, 3, 5), "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
        return SearchSpace.of(Model.named("elastic")
                .input("x", 1, 8, 8)
                .setting("learning_rate", Value.logReal("rate", 1e-3, 1e-2))
                .then("stem", Layer.of("conv2d", "out_channels", width, "kernel", 3))
                .then("deep", Repeat.of("depth", 1, 2, body))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    /** Two places where a candidate lets nothing through. */
    static SearchSpace withZeros() {
        Candidate none = Candidate.of("none", Layer.of("zero"));
        return SearchSpace.of(Model.named("zeros")
                .input("x", 1, 8, 8)
                .then("stem", conv(8, 3))
                .then("a", LayerChoice.of("a", none, Candidate.of("conv3", conv(8, 3))))
                .then("b", LayerChoice.of("b", none, Candidate.of("conv1", conv(8, 1))))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    /** A cell whose nodes keep one of their inputs. */
    static SearchSpace cell() {
        return SearchSpace.of(Model.named("cell")
                .input("x", 1, 8, 8)
                .then("stem", conv(8, 3))
                .node(
                        "cell",
                        Cell.named("cell", 2)
                                .nodes(2, 1)
                                .candidates(choice("op").candidates())
                                .postprocessing(conv(8, 1))
                                .build(),
                        "stem",
                        "stem")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }
}
