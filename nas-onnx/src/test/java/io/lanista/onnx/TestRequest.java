package io.lanista.onnx;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as a host would make it. */
record TestRequest(Options options, SearchSpace space, List<Objective> objectives, List<Object> handed)
        implements EvaluationRequest {
    static TestRequest of(
            Evaluator evaluator, Model base, Objective objective, Map<String, ?> options, Object... handed) {
        return new TestRequest(
                Options.parse("evaluator", evaluator.options(), options),
                SearchSpace.of(base),
                List.of(objective),
                List.of(handed));
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
        return handed.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
