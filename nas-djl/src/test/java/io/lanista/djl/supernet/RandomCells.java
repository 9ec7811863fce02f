package io.lanista.djl.supernet;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two cells with candidates of random layers, over images of shape (1, 6, 6) with 3 classes. */
final class RandomCells {
    private static final int CHANNELS = 4;

    private RandomCells() {}

    static SearchSpace space(long seed) {
        Random random = new Random(seed);
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(Candidate.of("skip", Layer.of("identity")));
        if (random.nextBoolean()) {
            candidates.add(random.nextInt(candidates.size() + 1), Candidate.of("none", Layer.of("zero")));
        }
        int more = 2 + random.nextInt(4);
        for (int i = 0; i < more; i++) {
            candidates.add(random.nextInt(candidates.size() + 1), Candidate.of("op" + i, chain(random)));
        }
        int nodes = 1 + random.nextInt(3);
        Cell cell = Cell.named("cell", 2)
                .nodes(nodes, 1)
                .candidates(candidates)
                .preprocessing(Spaces.conv(CHANNELS, 1), Spaces.conv(CHANNELS, 1))
                .build();
        return SearchSpace.of(Model.named("random")
                .input("x", 1, 6, 6)
                .then("stem", Spaces.conv(CHANNELS, 3))
                .node("first", cell, "stem", "stem")
                .node("second", cell, "stem", "first")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 3))
                .build());
    }

    private static Operation chain(Random random) {
        Operation[] layers = new Operation[1 + random.nextInt(5)];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer(random);
        }
        return Graph.sequence(layers);
    }

    private static Layer layer(Random random) {
        switch (random.nextInt(9)) {
            case 0:
                return Layer.of("relu");
            case 1:
                return pool("max_pool2d");
            case 2:
                return pool("avg_pool2d");
            case 3:
                return Layer.of("batch_norm", "affine", random.nextBoolean());
            case 4:
                return Layer.of("batch_norm");
            case 5:
                return Layer.of(
                        "depthwise_separable_conv2d", "kernel", 3, "dilation", 1 + random.nextInt(2), "bias", false);
            case 6:
                return conv(2, random.nextBoolean());
            case 7:
                return conv(1, random.nextBoolean());
            default:
                return Layer.of("gelu");
        }
    }

    private static Layer pool(String type) {
        return Layer.of(type, "kernel", 3, "stride", 1, "padding", 1);
    }

    private static Layer conv(int groups, boolean bias) {
        return Layer.of("conv2d", "out_channels", CHANNELS, "kernel", 3, "padding", 1, "groups", groups, "bias", bias);
    }
}
