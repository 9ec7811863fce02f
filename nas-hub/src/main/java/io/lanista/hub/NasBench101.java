package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;

/**
 * The space of NAS-Bench-101 (Ying et al., "NAS-Bench-101: Towards Reproducible Neural Architecture Search", ICML 2019): a
 * cell of at most seven vertices and nine edges, wired by an upper-triangular matrix; three stacks of three cells, between
 * which the size is halved and the channels are doubled.
 */
public final class NasBench101 implements SpaceProvider {
    private static final Option<Long> CHANNELS = Setup.count("channels", "Channels of the first stack (paper: 128)");
    private static final Option<Long> CELLS = Setup.few("cells", "Cells in each of the three stacks (paper: 3)");
    private static final Option<Long> VERTICES = Option.integer(
            "vertices", 0, 0, 7, "Vertices of a cell, input and output included (paper: 7); 0: as the size says.");
    private static final Option<Long> EDGES =
            Option.integer("edges", 0, 0, 21, "How many edges a cell has at most (paper: 9); 0: as the size says.");
    private static final List<Candidate> CANDIDATES = List.of(
            Candidate.of("conv3x3-bn-relu", Parts.convNormRelu(3)),
            Candidate.of("conv1x1-bn-relu", Parts.convNormRelu(1)),
            Candidate.of("maxpool3x3", Parts.pool("max_pool2d", 3, 1)));

    /** For the service loader. */
    public NasBench101() {}

    @Override
    public String name() {
        return "nasbench101";
    }

    @Override
    public String description() {
        return "Cells wired freely by a matrix of at most nine edges, with three operations (Ying et al., 2019).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(CHANNELS, CELLS, VERTICES, EDGES);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        Shape input = setup.input(Shape.of(3, 32, 32), Shape.of(1, 16, 16));
        long channels = setup.count(CHANNELS, 128, 8);
        long cells = setup.count(CELLS, 3, 1);
        int vertices = (int) setup.count(VERTICES, 7, 5);
        int edges = (int) Math.min(setup.count(EDGES, 9, 6), vertices * (vertices - 1L) / 2);
        ModelBuilder builder = Model.named(name())
                .input("image", input.toArray())
                .then("stem", Parts.convNormRelu(3, "out_channels", channels));
        for (int stack = 0; stack < 3; stack++) {
            if (stack > 0) {
                builder.then("reduce" + stack, Layer.of("max_pool2d", "kernel", 2));
            }
            Cell cell = Cell.named("cell", 1)
                    .topology(new Cell.Topology.Adjacency(vertices, edges, channels << stack))
                    .candidates(CANDIDATES)
                    .build();
            for (int i = 0; i < cells; i++) {
                builder.then("cell" + stack + "_" + i, cell);
            }
        }
        return Setup.space(
                () -> builder.then("head", Parts.classifier(setup.outputs())).build());
    }
}
