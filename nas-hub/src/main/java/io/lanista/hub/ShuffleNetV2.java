package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * ShuffleNetV2 1.0× (Ma et al., "ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design", ECCV 2018, table
 * 5) with the choice blocks of single-path one-shot search (Guo et al., "Single Path One-Shot Neural Architecture Search with
 * Uniform Sampling", ECCV 2020): a kernel of 3, 5 or 7, or three separable convolutions in a row. The network itself is a
 * point of it: {@link #original()}.
 */
public final class ShuffleNetV2 implements SpaceProvider {
    private static final long[] WIDTHS = {116, 232, 464};
    private static final int[] BLOCKS = {4, 8, 4};
    private static final long STEM = 24;
    private static final long LAST = 1024;

    /** For the service loader. */
    public ShuffleNetV2() {}

    @Override
    public String name() {
        return "shufflenetv2";
    }

    @Override
    public String description() {
        return "Sixteen units of ShuffleNetV2 1.0x (Ma et al., 2018) with four choice blocks each (Guo et al., 2020).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with();
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        boolean small = setup.isSmall();
        Shape input = setup.input(Shape.of(3, 224, 224), Shape.of(1, 16, 16));
        long channels = small ? 8 : STEM;
        ModelBuilder builder = Model.named(name())
                .input("image", input.toArray())
                .then("stem", Parts.convNormRelu(3, "out_channels", channels, "stride", small ? 1 : 2));
        if (!small) {
            builder.then("pool", Parts.pool("max_pool2d", 3, 2));
        }
        for (int stage = 0; stage < (small ? 2 : WIDTHS.length); stage++) {
            long width = small ? 16L << stage : WIDTHS[stage];
            for (int i = 0; i < (small ? 2 : BLOCKS[stage]); i++) {
                String name = "unit_" + (stage + 2) + "_" + (i + 1);
                builder.then(name, i == 0 ? strided(name, channels, width) : plain(name, width));
            }
            channels = width;
        }
        return Setup.space(() -> builder.then("last", Parts.convNormRelu(1, "out_channels", small ? 64 : LAST))
                .then("head", Parts.classifier(setup.outputs()))
                .build());
    }

    /** Half of the channels pass, the others are worked on; then both are shuffled. */
    private static Subgraph plain(String label, long width) {
        long half = width / 2;
        return new Subgraph(Graph.of(
                List.of("x"),
                List.of(
                        new Node("kept", Layer.of("narrow", "channels", half), List.of("x")),
                        new Node("taken", Layer.of("narrow", "channels", half, "offset", half), List.of("x")),
                        new Node("branch", branch(label, half, 1), List.of("taken")),
                        new Node("join", Layer.of("concat"), List.of("kept", "branch")),
                        new Node("shuffle", Layer.of("channel_shuffle"), List.of("join"))),
                "shuffle"));
    }

    /** Both branches work on all channels, with stride 2. */
    private static Subgraph strided(String label, long channels, long width) {
        long half = width / 2;
        Operation shortcut = Graph.sequence(
                depthwise(3, channels, 2), Parts.NORM, Parts.conv(1, "out_channels", half), Parts.NORM, Parts.RELU);
        return new Subgraph(Graph.of(
                List.of("x"),
                List.of(
                        new Node("shortcut", shortcut, List.of("x")),
                        new Node("branch", branch(label, half, 2), List.of("x")),
                        new Node("join", Layer.of("concat"), List.of("shortcut", "branch")),
                        new Node("shuffle", Layer.of("channel_shuffle"), List.of("join"))),
                "shuffle"));
    }

    private static LayerChoice branch(String label, long half, int stride) {
        return LayerChoice.of(
                label,
                Candidate.of("shuffle_3x3", bottleneck(3, half, stride)),
                Candidate.of("shuffle_5x5", bottleneck(5, half, stride)),
                Candidate.of("shuffle_7x7", bottleneck(7, half, stride)),
                Candidate.of("xception", xception(half, stride)));
    }

    private static Subgraph bottleneck(int kernel, long half, int stride) {
        return Graph.sequence(
                Parts.conv(1, "out_channels", half),
                Parts.NORM,
                Parts.RELU,
                depthwise(kernel, half, stride),
                Parts.NORM,
                Parts.conv(1),
                Parts.NORM,
                Parts.RELU);
    }

    private static Subgraph xception(long half, int stride) {
        List<Operation> steps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            steps.add(Layer.of("depthwise_separable_conv2d", "stride", i == 0 ? stride : 1, "bias", false)
                    .with("out_channels", half));
            steps.add(Parts.NORM);
            steps.add(Parts.RELU);
        }
        return new Subgraph(Graph.chain(steps));
    }

    private static Layer depthwise(int kernel, long channels, int stride) {
        return Parts.conv(kernel, "groups", channels, "stride", stride);
    }

    /** ShuffleNetV2 1.0× as a point of this space at the paper's size. */
    public static Choices original() {
        SortedMap<Label, Object> answers = new TreeMap<>();
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            for (int i = 0; i < BLOCKS[stage]; i++) {
                answers.put(Label.of("unit_" + (stage + 2) + "_" + (i + 1)), "shuffle_3x3");
            }
        }
        return new Choices(answers);
    }
}
