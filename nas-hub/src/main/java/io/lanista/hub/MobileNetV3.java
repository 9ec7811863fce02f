package io.lanista.hub;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
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
 * A space around MobileNetV3-Large (Howard et al., "Searching for MobileNetV3", ICCV 2019, table 1): the paper's stages and
 * widths; each stage decides on its depth, and each of its inverted residual blocks on the kernel, the expansion, and
 * whether it has squeeze-and-excitation. The network itself is a point of it: {@link #large()}.
 */
public final class MobileNetV3 implements SpaceProvider {
    private static final Option<Long> SCALE =
            Option.integer("percent", 0, 0, 400, "Width in percent of the paper's; 0: 100, or 25 if small.");

    /** A stage of blocks: what the paper's network has there, from which the point {@link #large()} is made. */
    private record Stage(long channels, int stride, String activation, boolean excited, Block... blocks) {}

    private record Block(long kernel, double expand) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(24, 2, "relu", false, new Block(3, 4), new Block(3, 3)),
            new Stage(40, 2, "relu", true, new Block(5, 3), new Block(5, 3), new Block(5, 3)),
            new Stage(
                    80,
                    2,
                    "hard_swish",
                    false,
                    new Block(3, 6),
                    new Block(3, 2.5),
                    new Block(3, 2.3),
                    new Block(3, 2.3)),
            new Stage(112, 1, "hard_swish", true, new Block(3, 6), new Block(3, 6)),
            new Stage(160, 2, "hard_swish", true, new Block(5, 6), new Block(5, 6), new Block(5, 6)));
    private static final List<Double> EXPANSIONS = List.of(2.3, 2.5, 3.0, 4.0, 6.0);
    private static final int DEPTH = 4;

    /** For the service loader. */
    public MobileNetV3() {}

    @Override
    public String name() {
        return "mobilenetv3";
    }

    @Override
    public String description() {
        return "Depth, kernels, expansions and squeeze-and-excitation around MobileNetV3-Large (Howard et al., 2019).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(SCALE);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        boolean small = setup.isSmall();
        long given = setup.get(SCALE);
        double scale = (given > 0 ? given : small ? 25 : 100) / 100.0;
        Shape input = setup.input(Shape.of(3, 224, 224), Shape.of(1, 32, 32));
        List<Stage> stages = small ? STAGES.subList(0, 2) : STAGES;
        long channels = Widths.rounded(16 * scale);
        ModelBuilder builder = Model.named(name())
                .input("image", input.toArray())
                .then("stem", steps("hard_swish", Parts.conv(3, "out_channels", channels, "stride", small ? 1 : 2)))
                .then("first", Layer.of("inverted_residual", "expand", 1, "activation", "relu"));
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            long width = Widths.rounded(stage.channels * scale);
            builder.then("stage" + (i + 1), stage(i + 1, stage, channels, width, small ? 2 : DEPTH));
            channels = width;
        }
        long last = Widths.rounded(960 * scale);
        return Setup.space(() -> builder.then("last", steps("hard_swish", Parts.conv(1, "out_channels", last)))
                .then("pool", Layer.of("global_avg_pool"))
                .then("hidden", Layer.of("linear", "units", Widths.rounded(1280 * Math.max(scale, small ? 0 : 1))))
                .then("activation", Layer.of("hard_swish"))
                .then("head", Layer.of("linear", "units", setup.outputs()))
                .build());
    }

    private static Operation steps(String activation, Layer convolution) {
        return Graph.sequence(convolution, Parts.NORM, Layer.of(activation));
    }

    private static Repeat stage(int number, Stage stage, long channels, long width, int maxDepth) {
        List<Operation> blocks = new ArrayList<>();
        for (int i = 0; i < maxDepth; i++) {
            blocks.add(block(number, stage, i == 0 ? channels : width, width, i == 0 ? stage.stride : 1));
        }
        return new Repeat(Label.of("depth" + number), Math.min(2, maxDepth - 1), maxDepth, blocks, false);
    }

    private static Layer block(int stage, Stage like, long channels, long width, int stride) {
        Value expand = Value.choice("expand" + stage, EXPANSIONS.toArray());
        Value units = Value.of(excitation(channels, 6.0));
        for (double expansion : EXPANSIONS.subList(0, EXPANSIONS.size() - 1)) {
            units = Value.when(expand.isEqualTo(expansion), excitation(channels, expansion), units);
        }
        return Layer.of(
                "inverted_residual",
                "out_channels",
                width,
                "kernel",
                Value.choice("kernel" + stage, 3, 5, 7),
                "stride",
                stride,
                "expand",
                expand,
                "activation",
                like.activation,
                "se_units",
                Value.when(Value.choice("se" + stage, false, true), units, 0));
    }

    /** A quarter of the hidden channels, in steps of eight, as in the authors' program. */
    private static long excitation(long channels, double expansion) {
        return Widths.rounded(Math.round(channels * expansion) / 4.0);
    }

    /** MobileNetV3-Large as a point of this space at the paper's size. */
    public static Choices large() {
        SortedMap<Label, Object> answers = new TreeMap<>();
        for (int i = 0; i < STAGES.size(); i++) {
            Stage stage = STAGES.get(i);
            String number = String.valueOf(i + 1);
            answers.put(Label.of("depth" + number), stage.blocks.length);
            for (int j = 0; j < stage.blocks.length; j++) {
                answers.put(Label.of("kernel" + number).child(j), stage.blocks[j].kernel);
                answers.put(Label.of("expand" + number).child(j), stage.blocks[j].expand);
                answers.put(Label.of("se" + number).child(j), stage.excited);
            }
        }
        return new Choices(answers);
    }
}
