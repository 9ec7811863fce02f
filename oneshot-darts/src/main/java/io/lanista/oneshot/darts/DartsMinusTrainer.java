package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.ArrayList;
import java.util.List;

/** DARTS−: an auxiliary skip connection on every edge, which fades (Chu et al., "DARTS-: Robustly Stepping out of Performance Collapse Without Indicators", ICLR 2021). */
public final class DartsMinusTrainer implements OneShotTrainer {
    static final Option<Double> FIRST = Option.real(
            "auxiliary_skip",
            1,
            0,
            1000,
            "Weight of the auxiliary skip connections in the first epoch; 0 in the last.");

    /** For the service loader. */
    public DartsMinusTrainer() {}

    @Override
    public String name() {
        return "darts-minus";
    }

    @Override
    public String description() {
        return "DARTS- (Chu et al. 2021): DARTS of first order with an auxiliary skip connection on every edge, which fades.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DartsOptions.declared());
        options.add(FIRST);
        return List.copyOf(options);
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new DartsRun(request, new AuxiliarySkipMethod(request.options().get(FIRST)));
    }
}
