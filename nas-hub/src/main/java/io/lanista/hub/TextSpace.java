package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;

/**
 * Networks for short texts, given as codes of their words of which 0 stands behind the end: an embedding, then a convolution whose
 * maximum over the text counts (Kim, "Convolutional Neural Networks for Sentence Classification", 2014), a recurrent layer's last state
 * (LSTM or GRU), or a block of self-attention (Vaswani et al., 2017) and the mean over the text.
 */
public final class TextSpace implements SpaceProvider {
    private static final Option<Long> VOCABULARY = Option.integer(
            "vocabulary", 20_002, 3, 10_000_000, "How many codes there are: those of the words, and two more.");

    /** For the service loader. */
    public TextSpace() {}

    @Override
    public String name() {
        return "text";
    }

    @Override
    public String description() {
        return "Texts as codes of words: convolution, LSTM, GRU or attention; width, dropout, learning rate (after Kim, 2014, and"
                + " Vaswani et al., 2017).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(VOCABULARY);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        boolean small = setup.isSmall();
        Value features = small ? Value.choice("features", 8, 16) : Value.choice("features", 32, 64);
        Value width = small ? Value.choice("width", 8, 16) : Value.choice("width", 32, 64, 128);
        LayerChoice body = LayerChoice.of(
                "body",
                Candidate.of("convolution", convolution(width)),
                Candidate.of("lstm", Layer.of("lstm", "units", width)),
                Candidate.of("gru", Layer.of("gru", "units", width)),
                Candidate.of("attention", attention()));
        return Setup.space(() -> Model.named(name())
                .input("words", setup.input(Shape.of(64), Shape.of(12)).toArray())
                .then(
                        "vectors",
                        Layer.of(
                                "embedding",
                                "vocabulary",
                                setup.get(VOCABULARY),
                                "features",
                                features,
                                "padding",
                                true))
                .node("body", body, "vectors", "words")
                .then("dropout", Layer.of("dropout", "rate", Value.choice("dropout", 0.0, 0.2, 0.4)))
                .then("head", Layer.of("linear", "units", setup.outputs()))
                .setting("learning_rate", Value.choice("learning_rate", 1e-3, 3e-3, 1e-2))
                .build());
    }

    private static Subgraph convolution(Value width) {
        return new Subgraph(Graph.of(
                List.of("x", "words"),
                List.of(
                        new Node("turned", Layer.of("transpose", "axes", List.of(1, 0)), List.of("x")),
                        new Node(
                                "convolved",
                                Layer.of("conv1d", "out_channels", width, "kernel", Value.choice("kernel", 3, 5)),
                                List.of("turned")),
                        new Node("active", Parts.RELU, List.of("convolved")),
                        new Node("back", Layer.of("transpose", "axes", List.of(1, 0)), List.of("active")),
                        new Node("most", Layer.of("sequence_pool", "of", "max"), List.of("back", "words"))),
                "most"));
    }

    private static Subgraph attention() {
        return new Subgraph(Graph.of(
                List.of("x", "words"),
                List.of(
                        new Node("seen", Layer.of("multi_head_attention", "heads", 2), List.of("x", "words")),
                        new Node("sum", Layer.of("add"), List.of("x", "seen")),
                        new Node("norm", Layer.of("layer_norm"), List.of("sum")),
                        new Node("active", Parts.RELU, List.of("norm")),
                        new Node("mean", Layer.of("sequence_pool"), List.of("active", "words"))),
                "mean"));
    }
}
