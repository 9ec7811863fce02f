package io.lanista.testkit;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an evaluator under test is opened with. */
record FakeEvaluationRequest(EvaluatorContract contract, SearchSpace space) implements EvaluationRequest {
    @Override
    public Options options() {
        Evaluator evaluator = contract.evaluator();
        return Options.parse("evaluator '" + evaluator.name() + "'", evaluator.options(), contract.options());
    }

    @Override
    public List<Objective> objectives() {
        return List.of(contract.objective());
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public Path baseFolder() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return contract.given().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
