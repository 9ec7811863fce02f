package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * PC-DARTS: candidates work on a part of the channels, and edges are weighted, too (Xu et al., "PC-DARTS: Partial Channel
 * Connections for Memory-Efficient Architecture Search", ICLR 2020). The defaults are those of the paper's section 4.2, on
 * CIFAR-10. Networks can't inherit the weights of such a supernet, so the most probable architectures are compared inside it: with
 * one candidate on each edge that they keep, and these edges alike. The other channels go past the candidates there, too, so the
 * numbers are higher than those of whole networks.
 */
public final class PcDartsTrainer implements OneShotTrainer {
    static final Option<Long> PARTS =
            Option.integer("parts", 4, 1, 1024, "Candidates work on one of so many equal parts of the channels.");

    /** For the service loader. */
    public PcDartsTrainer() {}

    @Override
    public String name() {
        return "pc-darts";
    }

    @Override
    public String description() {
        return "PC-DARTS (Xu et al. 2020): DARTS of first order on a part of the channels, with normalised edges.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DartsOptions.declared(
                Option.integer(
                        "warm_up_epochs",
                        15,
                        0,
                        100_000,
                        "Epochs at the beginning in which only the weights are trained."),
                Option.integer("batch_size", 256, 2, 1_000_000, "Examples in a batch."),
                Option.real("learning_rate", 0.1, 1e-6, 100, "Learning rate of the weights in the first step."),
                Option.real(
                        "last_learning_rate",
                        0,
                        0,
                        100,
                        "Learning rate of the weights in the last step; a cosine between."),
                Option.real(
                        "architecture_learning_rate",
                        6e-4,
                        0,
                        100,
                        "Learning rate of the architecture parameters (Adam).")));
        options.add(PARTS);
        return List.copyOf(options);
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new DartsRun(
                request, new PartialMethod(request.options().get(PARTS).intValue()));
    }
}
