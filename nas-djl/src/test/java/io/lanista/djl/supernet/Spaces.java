package io.lanista.djl.supernet;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import java.util.List;

/** Small spaces over images of shape (1, 6, 6) with 3 classes. */
final class Spaces {
    private Spaces() {}

    static Operation conv(int channels, int kernel) {
        return Graph.sequence(
                Layer.of("conv2d", "out_channels", channels, "kernel", kernel, "padding", kernel / 2, "bias", false),
                Layer.of("batch_norm"),
                Layer.of("relu"));
    }

    static List<Candidate> candidates(int channels) {
        return List.of(
                Candidate.of("none", Layer.of("zero")),
                Candidate.of("skip", Layer.of("identity")),
                Candidate.of("conv1", conv(channels, 1)),
                Candidate.of("conv3", conv(channels, 3)));
    }

    /** A stem, this body, and a head. */
    static SearchSpace around(Operation body) {
        return SearchSpace.of(Model.named("net")
                .input("x", 1, 6, 6)
                .then("stem", conv(4, 3))
                .then("body", body)
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 3))
                .build());
    }

    static SearchSpace layerChoice() {
        return around(LayerChoice.of("op", candidates(4).subList(1, 4).toArray(new Candidate[0])));
    }

    /** A choice in a candidate of another. */
    static SearchSpace nested() {
        Operation inner = Graph.sequence(
                LayerChoice.of("first", Candidate.of("one", conv(4, 1)), Candidate.of("three", conv(4, 3))),
                conv(4, 1));
        return around(LayerChoice.of("op", Candidate.of("deep", inner), Candidate.of("skip", Layer.of("identity"))));
    }

    static SearchSpace repeat() {
        return around(Repeat.of(
                "depth",
                0,
                3,
                LayerChoice.of("op", Candidate.of("one", conv(4, 1)), Candidate.of("three", conv(4, 3)))));
    }

    static SearchSpace inputs(int chosen, Merge merge) {
        return SearchSpace.of(Model.named("net")
                .input("x", 1, 6, 6)
                .then("a", conv(4, 3))
                .then("b", conv(4, 1))
                .then("c", conv(4, 3))
                .node("choice", InputChoice.of("from", 3, chosen, merge), "a", "b", "c")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 3))
                .build());
    }

    static SearchSpace optionalInput() {
        return SearchSpace.of(Model.named("net")
                .input("x", 1, 6, 6)
                .then("a", conv(4, 3))
                .then("b", conv(4, 1))
                .node("skip", InputChoice.optional("skip"), "a")
                .node("sum", Layer.of("add"), "b", "skip")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 3))
                .build());
    }

    /** Over rows of 4 numbers with 1 number to predict: a choice between two layers, and a choice of the depth. */
    static SearchSpace table() {
        return SearchSpace.of(Model.named("table")
                .input("x", 4)
                .then("stem", Layer.of("linear", "units", 8))
                .then(
                        "op",
                        LayerChoice.of(
                                "op",
                                Candidate.of("skip", Layer.of("identity")),
                                Candidate.of("bent", dense("relu")),
                                Candidate.of("smooth", dense("tanh"))))
                .then("deep", Repeat.of("depth", 1, 2, dense("relu")))
                .then("head", Layer.of("linear", "units", 1))
                .build());
    }

    private static Operation dense(String activation) {
        return Graph.sequence(Layer.of("linear", "units", 8), Layer.of("batch_norm"), Layer.of(activation));
    }

    /** Widths, a kernel for each of up to two layers, and a setting. */
    static SearchSpace elastic() {
        Value width = Value.choice("width", 4, 6, 8);
        Operation body = Graph.sequence(
                Layer.of("conv2d", "out_channels", width, "kernel", Value.choice("kernel", 3, 5)),
                Layer.of("batch_norm"),
                Layer.of("relu"));
        return SearchSpace.of(Model.named("elastic")
                .input("x", 1, 6, 6)
                .setting("learning_rate", Value.real("rate", 0.1, 1))
                .then("stem", Graph.sequence(Layer.of("conv2d", "out_channels", width, "kernel", 3), Layer.of("relu")))
                .then("deep", Repeat.of("depth", 1, 2, body))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 3))
                .build());
    }

    static Cell cell(String label, List<Candidate> candidates) {
        return Cell.named(label, 2)
                .nodes(2, 2)
                .candidates(candidates)
                .preprocessing(conv(4, 1), conv(4, 1))
                .postprocessing(conv(4, 1))
                .build();
    }

    /** Two cells that share their decisions. */
    static SearchSpace cells() {
        return SearchSpace.of(Model.named("net")
                .input("x", 1, 6, 6)
                .then("stem", conv(4, 3))
                .node("first", cell("cell", candidates(4)), "stem", "stem")
                .node("second", cell("cell", candidates(4)), "stem", "first")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 3))
                .build());
    }
}
