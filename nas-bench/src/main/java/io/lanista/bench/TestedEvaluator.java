package io.lanista.bench;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An evaluator that tests every network, and not the winner only: the test's metrics come with the others, their names beginning
 * with {@value #PREFIX}. Good for making tables of results, where nothing is selected by them; no search should see these metrics.
 *
 * @param inner what evaluates and tests
 */
public record TestedEvaluator(Evaluator inner) implements Evaluator {
    /** What the names of the test's metrics begin with. */
    public static final String PREFIX = "test_";

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public String description() {
        return inner.description();
    }

    @Override
    public List<Option<?>> options() {
        return inner.options();
    }

    @Override
    public boolean isDeterministic() {
        return inner.isDeterministic();
    }

    @Override
    public boolean usesNativeCode() {
        return inner.usesNativeCode();
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        return new Tested(inner.open(request));
    }

    private record Tested(Evaluation inner) implements Evaluation {
        @Override
        public Metrics evaluate(Model model, TrialContext context) throws Exception {
            SortedMap<String, Double> all =
                    new TreeMap<>(inner.evaluate(model, context).values());
            inner.test(model, context)
                    .ifPresent(test -> test.values().forEach((name, value) -> all.put(PREFIX + name, value)));
            return new Metrics(all);
        }

        @Override
        public Optional<Shape> inputShape() {
            return inner.inputShape();
        }

        @Override
        public Optional<Integer> outputs() {
            return inner.outputs();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
