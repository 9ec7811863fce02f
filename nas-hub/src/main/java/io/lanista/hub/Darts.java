package io.lanista.hub;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The space of DARTS (Liu, Simonyan and Yang, "DARTS: Differentiable Architecture Search", ICLR 2019): a normal and a
 * reduction cell of four nodes, each of which reads two earlier tensors through one operation each. {@link Genotype} writes
 * its architectures in the field's notation.
 *
 * <p>The cells at a third and at two thirds of the depth reduce. The defaults are those of the paper's evaluation on CIFAR-10: 36 channels, 20 cells. There is no auxiliary head.
 */
public final class Darts implements SpaceProvider {
    /** The operations in the paper's order, without {@code none}. */
    public static final List<String> OPERATIONS = List.of(
            "max_pool_3x3",
            "avg_pool_3x3",
            "skip_connect",
            "sep_conv_3x3",
            "sep_conv_5x5",
            "dil_conv_3x3",
            "dil_conv_5x5");

    private static final Option<Long> CHANNELS =
            Setup.count("channels", "Channels of the first cells (paper: 36; 16 while searching)");
    private static final Option<Long> CELLS = Setup.few("cells", "Cells (paper: 20; 8 while searching)");
    private static final Option<Boolean> NONE = Option.flag(
            "none",
            false,
            "Whether 'none' is a candidate too, as in the paper's supernet; its discrete architectures never have it.");

    /** For the service loader. */
    public Darts() {}

    @Override
    public String name() {
        return "darts";
    }

    @Override
    public String description() {
        return "A normal and a reduction cell whose nodes choose two inputs and seven operations: about 10^18 networks (Liu"
                + " et al., 2019).";
    }

    @Override
    public List<Option<?>> options() {
        return Setup.with(CHANNELS, CELLS, NONE);
    }

    /** Its {@link Genotype}. */
    @Override
    public Optional<String> notation(Choices choices) {
        return Optional.of(Genotype.of(choices).toString());
    }

    @Override
    public Choices parse(String notation) {
        return Genotype.parse(notation).choices();
    }

    @Override
    public SearchSpace open(Options options) {
        Setup setup = new Setup(options);
        boolean none = setup.get(NONE);
        List<Candidate> plain = operations(1, none);
        List<Candidate> strided = operations(2, none);
        int cells = (int) setup.count(CELLS, 20, 3);
        CellStack stack = new CellStack(
                cells,
                index -> index == cells / 3 || index == 2 * cells / 3,
                (reduces, first, second) -> Cell.named(reduces ? "reduce" : "normal", 2)
                        .nodes(4, 2)
                        .candidates(plain)
                        .inputCandidates(reduces ? strided : plain)
                        .preprocessing(first, second)
                        .build());
        return Setup.space(() -> stack.model(
                name(),
                setup.input(Shape.of(3, 32, 32), Shape.of(1, 16, 16)),
                setup.count(CHANNELS, 36, 4),
                setup.outputs()));
    }

    private static List<Candidate> operations(int stride, boolean none) {
        List<Candidate> candidates = new ArrayList<>();
        if (none) {
            candidates.add(Candidate.of("none", Layer.of("zero", "stride", stride)));
        }
        candidates.addAll(List.of(
                Candidate.of("max_pool_3x3", Parts.pool("max_pool2d", 3, stride)),
                Candidate.of("avg_pool_3x3", Parts.pool("avg_pool2d", 3, stride)),
                Candidate.of("skip_connect", Parts.skip(stride)),
                Candidate.of("sep_conv_3x3", Parts.separableTwice(3, stride)),
                Candidate.of("sep_conv_5x5", Parts.separableTwice(5, stride)),
                Candidate.of("dil_conv_3x3", Parts.dilated(3, stride)),
                Candidate.of("dil_conv_5x5", Parts.dilated(5, stride))));
        return candidates;
    }
}
