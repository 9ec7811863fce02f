package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.train.TrainingSetup;
import java.util.List;
import java.util.stream.Stream;

/**
 * Elastic supernets in the manner of Once-for-All (Cai et al., "Once-for-All: Train One Network and Specialize it for Efficient
 * Deployment", ICLR 2020), trained in one stage by the sandwich rule and distillation in place (Yu and Huang, "Universally Slimmable
 * Networks", ICCV 2019, sections 3.2 and 3.3; Yu et al., "BigNAS", ECCV 2020, section 3.1): for each batch the largest architecture
 * learns the labels, and the smallest and some random ones learn what the largest says. Smaller kernels are the centre of larger ones,
 * without Once-for-All's learnt transforms. Evolution over the shared weights comes afterwards, as in SPOS.
 */
public final class OfaTrainer implements OneShotTrainer {
    private static final Option<Long> BETWEEN = Option.integer(
            "between", 2, 0, 1000, "Random architectures that each batch trains beside the largest and the smallest.");

    private static final List<Option<?>> DECLARED = Stream.concat(
                    Stream.<Option<?>>of(BETWEEN), PathOptions.DECLARED.stream())
            .toList();

    /** For the service loader. */
    public OfaTrainer() {}

    @Override
    public String name() {
        return "ofa";
    }

    @Override
    public String description() {
        return "Elastic widths, kernels and depths after Once-for-All (Cai et al. 2020), by the sandwich rule with distillation in place"
                + " (Yu et al. 2020): every batch trains the largest architecture, the smallest and some between, then paths"
                + " are evolved over the shared weights.";
    }

    @Override
    public List<Option<?>> options() {
        return DECLARED;
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        TrainingSetup setup = request.backend(TrainingSetup.class);
        Sandwich sandwich = new Sandwich(
                request.space(),
                choices -> Sandwich.size(NetworkPlan.of(request.space().freeze(choices), setup.blocks())),
                request.options().get(BETWEEN).intValue());
        return new PathRun(request, sandwich, PathLoss.distilled(setup));
    }
}
