package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * The space of ProxylessNAS (Cai, Zhu and Han, "ProxylessNAS: Direct Neural Architecture Search on Target Task and Hardware",
 * ICLR 2019, section 4.2): MobileNetV2's inverted residual blocks, each with a kernel of 3, 5 or 7 and an expansion of 3 or
 * 6; blocks that keep size and width may also be skipped, so that depth is searched too.
 */
public final class Proxyless implements SpaceProvider {
    private static final Option<Long> SCALE =
            Option.integer("percent", 0, 0, 400, "Width in percent of the paper's; 0: 100, or 25 if small.");
    private static final long[] WIDTHS = {24, 40, 80, 96, 192, 320};
    private static final int[] BLOCKS = {4, 4, 4, 4, 4, 1};
    private static final int[] STRIDES = {2, 2, 2, 1, 2, 1};

    /** For the service loader. */
    public Proxyless() {}

    @Override
    public String name() {
        return "proxyless";
    }

    @Override
    public String description() {
        return "21 inverted residual blocks with kernels 3, 5, 7 and expansions 3, 6, or skipped (Cai et al., 2019).";
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
        ModelBuilder builder = Model.named(name())
                .input("image", input.toArray())
                .then("stem", convolution(3, Widths.rounded(32 * scale), small ? 1 : 2))
                .then("first", Layer.of("inverted_residual", "out_channels", Widths.rounded(16 * scale), "expand", 1));
        for (int stage = 0; stage < (small ? 2 : WIDTHS.length); stage++) {
            for (int i = 0; i < (small ? 2 : BLOCKS[stage]); i++) {
                String name = "block_" + (stage + 1) + "_" + (i + 1);
                builder.then(
                        name, block(name, Widths.rounded(WIDTHS[stage] * scale), i == 0 ? STRIDES[stage] : 1, i > 0));
            }
        }
        return Setup.space(() -> builder.then("last", convolution(1, Widths.rounded(1280 * scale), 1))
                .then("head", Parts.classifier(setup.outputs()))
                .build());
    }

    private static Operation convolution(int kernel, long channels, int stride) {
        return Graph.sequence(
                Parts.conv(kernel, "out_channels", channels, "stride", stride), Parts.NORM, Layer.of("relu6"));
    }

    private static LayerChoice block(String label, long width, int stride, boolean canBeSkipped) {
        List<Candidate> candidates = new ArrayList<>();
        for (int expand : new int[] {3, 6}) {
            for (int kernel : new int[] {3, 5, 7}) {
                candidates.add(Candidate.of(
                        "k" + kernel + "_e" + expand,
                        Layer.of(
                                "inverted_residual",
                                "out_channels",
                                width,
                                "kernel",
                                kernel,
                                "stride",
                                stride,
                                "expand",
                                expand)));
            }
        }
        if (canBeSkipped) {
            candidates.add(Candidate.of("skip", Parts.IDENTITY));
        }
        return new LayerChoice(Label.of(label), candidates);
    }
}
