package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.ArrayList;
import java.util.List;

/** DARTS: a softmax over all candidates (Liu, Simonyan and Yang, "DARTS: Differentiable Architecture Search", ICLR 2019). */
public final class DartsTrainer implements OneShotTrainer {
    /** For the service loader. */
    public DartsTrainer() {}

    @Override
    public String name() {
        return "darts";
    }

    @Override
    public String description() {
        return "DARTS (Liu et al. 2019): trains all candidates at once, weighted by a softmax; first or second order.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DartsOptions.declared());
        options.add(DartsOptions.ORDER);
        return List.copyOf(options);
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        boolean second = request.options().get(DartsOptions.ORDER).equals(DartsOptions.SECOND);
        return new DartsRun(request, new SoftmaxMethod(second));
    }
}
