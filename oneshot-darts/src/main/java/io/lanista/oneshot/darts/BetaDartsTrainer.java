package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.ArrayList;
import java.util.List;

/** Beta-DARTS: DARTS with a penalty that keeps the softmax from running away (Ye et al., "β-DARTS", CVPR 2022). */
public final class BetaDartsTrainer implements OneShotTrainer {
    static final Option<Double> BETA = Option.real(
            "beta", 50, 0, 1e6, "Weight of the penalty in the last epoch; it rises linearly from 0 in the first.");

    /** For the service loader. */
    public BetaDartsTrainer() {}

    @Override
    public String name() {
        return "beta-darts";
    }

    @Override
    public String description() {
        return "Beta-DARTS (Ye et al. 2022): DARTS of first order with a rising penalty on the log-sum-exp of the architecture parameters.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DartsOptions.declared());
        options.add(BETA);
        return List.copyOf(options);
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new DartsRun(request, new BetaMethod(request.options().get(BETA)));
    }
}
