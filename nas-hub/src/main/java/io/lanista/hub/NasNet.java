package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;

/**
 * The space of NASNet (Zoph et al., "Learning Transferable Architectures for Scalable Image Recognition", CVPR 2018): a
 * normal and a reduction cell of five blocks, each of which reads two earlier tensors through one of thirteen operations
 * each; tensors that nothing reads are concatenated.
 *
 * <p>Two things are simpler than in the paper: a block adds its two results (the paper may also concatenate them, which its
 * best cells don't), and reads two different tensors. The defaults are those of NASNet-A (6 @ 768) on CIFAR-10.
 */
public final class NasNet implements SpaceProvider {
    private static final Option<Long> CHANNELS = Setup.count("channels", "Channels of the first cells (paper: 32)");
    private static final Option<Long> CELLS = Setup.few("cells", "Normal cells in each of three stages (paper: 6)");

    private static final List<Candidate> PLAIN = operations(1);
    private static final List<Candidate> STRIDED = operations(2);

    /** For the service loader. */
    public NasNet() {}

    @Override
    public String name() {
        return "nasnet";
    }

    @Override
    public String description() {
        return "A normal and a reduction cell of five blocks with thirteen operations (Zoph et al., 2018).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(CHANNELS, CELLS);
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        int cells = (int) setup.count(CELLS, 6, 1);
        CellStack stack = new CellStack(cells * 3 + 2, index -> index == cells || index == 2 * cells + 1, NasNet::cell);
        return Setup.space(() -> stack.model(
                name(),
                setup.input(Shape.of(3, 32, 32), Shape.of(1, 16, 16)),
                setup.count(CHANNELS, 32, 4),
                setup.outputs()));
    }

    private static Cell cell(boolean reduces, Operation first, Operation second) {
        return Cell.named(reduces ? "reduce" : "normal", 2)
                .topology(new Cell.Topology.Predecessors(5, 2, true))
                .candidates(PLAIN)
                .inputCandidates(reduces ? STRIDED : PLAIN)
                .preprocessing(first, second)
                .build();
    }

    private static List<Candidate> operations(int stride) {
        return List.of(
                Candidate.of("identity", Parts.skip(stride)),
                Candidate.of("conv_1x3_3x1", factorised(3, stride)),
                Candidate.of("conv_1x7_7x1", factorised(7, stride)),
                Candidate.of("dil_conv_3x3", Parts.dilated(3, stride)),
                Candidate.of("avg_pool_3x3", Parts.pool("avg_pool2d", 3, stride)),
                Candidate.of("max_pool_3x3", Parts.pool("max_pool2d", 3, stride)),
                Candidate.of("max_pool_5x5", Parts.pool("max_pool2d", 5, stride)),
                Candidate.of("max_pool_7x7", Parts.pool("max_pool2d", 7, stride)),
                Candidate.of("conv_1x1", Parts.reluConvNorm(1, "stride", stride)),
                Candidate.of("conv_3x3", Parts.reluConvNorm(3, "stride", stride)),
                Candidate.of("sep_conv_3x3", Parts.separableTwice(3, stride)),
                Candidate.of("sep_conv_5x5", Parts.separableTwice(5, stride)),
                Candidate.of("sep_conv_7x7", Parts.separableTwice(7, stride)));
    }

    private static Operation factorised(int kernel, int stride) {
        Layer row = Layer.of("conv2d", "kernel", List.of(1, kernel), "stride", List.of(1, stride), "bias", false);
        Layer column = Layer.of("conv2d", "kernel", List.of(kernel, 1), "stride", List.of(stride, 1), "bias", false);
        return Graph.sequence(Parts.RELU, row, Parts.NORM, Parts.RELU, column, Parts.NORM);
    }
}
