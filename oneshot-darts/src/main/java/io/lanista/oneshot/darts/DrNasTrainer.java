package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.List;

/**
 * DrNAS: the candidates' weights are drawn from Dirichlet distributions, whose concentrations are learnt (Chen et al., "DrNAS: Dirichlet
 * Neural Architecture Search", ICLR 2021). The paper's penalty, the square of the architecture parameters, is the option {@code
 * architecture_weight_decay}. All candidates and all channels are there from the first epoch to the last: the paper's progressive
 * widening, for spaces that don't fit into memory otherwise, is not.
 */
public final class DrNasTrainer implements OneShotTrainer {
    /** For the service loader. */
    public DrNasTrainer() {}

    @Override
    public String name() {
        return "drnas";
    }

    @Override
    public String description() {
        return "DrNAS (Chen et al. 2021): the candidates' weights are drawn from a Dirichlet distribution whose concentrations are learnt.";
    }

    @Override
    public List<Option<?>> options() {
        return DartsOptions.declared();
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new DartsRun(request, new DirichletMethod());
    }
}
