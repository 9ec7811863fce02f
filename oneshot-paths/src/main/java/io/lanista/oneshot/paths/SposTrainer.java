package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.List;

/**
 * SPOS: one architecture for each batch, drawn uniformly from those that the space allows, and then evolution over the shared weights
 * (Guo et al., "Single Path One-Shot Neural Architecture Search with Uniform Sampling", ECCV 2020, sections 3.2 and 3.4).
 */
public final class SposTrainer implements OneShotTrainer {
    /** For the service loader. */
    public SposTrainer() {}

    @Override
    public String name() {
        return "spos";
    }

    @Override
    public String description() {
        return "SPOS (Guo et al. 2020): trains one uniformly drawn path for every batch, then evolves paths over the"
                + " shared weights.";
    }

    @Override
    public List<Option<?>> options() {
        return PathOptions.DECLARED;
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new PathRun(request, random -> List.of(request.space().sample(random)), PathLoss.WANTED);
    }
}
