package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.List;

/**
 * FairNAS: for each batch as many architectures as a choice has candidates, drawn without replacement, so that each candidate is
 * trained equally often; their gradients are added up for one update (Chu et al., "FairNAS: Rethinking Evaluation Fairness of Weight
 * Sharing Neural Architecture Search", ICCV 2021, algorithm 1). Evolution over the shared weights comes afterwards, as in SPOS.
 */
public final class FairNasTrainer implements OneShotTrainer {
    /** For the service loader. */
    public FairNasTrainer() {}

    @Override
    public String name() {
        return "fairnas";
    }

    @Override
    public String description() {
        return "FairNAS (Chu et al. 2021): for every batch trains as many paths as a choice has candidates, each"
                + " candidate once, then evolves paths over the shared weights.";
    }

    @Override
    public List<Option<?>> options() {
        return PathOptions.DECLARED;
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new PathRun(request, new FairPaths(request.space()), PathLoss.WANTED);
    }
}
