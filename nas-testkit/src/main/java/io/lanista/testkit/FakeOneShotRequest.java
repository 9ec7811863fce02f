package io.lanista.testkit;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.util.List;

/** What a one-shot trainer under test is opened with. */
record FakeOneShotRequest(OneShotTrainerContract contract, long seed) implements OneShotRequest {
    @Override
    public SearchSpace space() {
        return contract.space();
    }

    @Override
    public Options options() {
        OneShotTrainer trainer = contract.trainer();
        return Options.parse("trainer '" + trainer.name() + "'", trainer.options(), contract.options());
    }

    @Override
    public List<Objective> objectives() {
        return contract.objectives();
    }

    @Override
    public <B> B backend(Class<B> type) {
        return contract.backend(type);
    }
}
