package io.lanista.runtime;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the best arguments of a function, without a network: describes the arguments, and is ended by {@link #minimize} or {@link
 * #maximize}. The strategy is {@code tpe} where it is there, otherwise the last one by name. For use by one thread.
 *
 * <pre>{@code
 * Study study = nas.study("parabola").real("x", -10, 10).minimize(100, at -> Math.pow(at.real("x") - 2, 2));
 * }</pre>
 */
public final class StudyBuilder {
    private static final String VALUE = "value";
    private static final String USUAL_STRATEGY = "tpe";

    private final NasRuntime nas;
    private final String name;
    private final Path runs;
    private final ModelBuilder model;
    private final Set<String> arguments = new HashSet<>();
    private final List<RunListener> listeners = new ArrayList<>();
    private UnaryOperator<ExperimentBuilder> strategy = this::usual;
    private int parallelism = 1;
    private long seed;

    StudyBuilder(NasRuntime nas, String name, Path runs) {
        this.nas = nas;
        this.name = name;
        this.runs = runs;
        this.model = Model.named(name).input("nothing", 1);
    }

    /** An argument that is a number in a range, both ends included. */
    public StudyBuilder real(String argument, double low, double high) {
        return argument(argument, Value.real(argument, low, high));
    }

    /** An argument that is a number in a range on a logarithmic scale: each power of ten is as likely as another. */
    public StudyBuilder logReal(String argument, double low, double high) {
        return argument(argument, Value.logReal(argument, low, high));
    }

    /** An argument that is a whole number in a range, both ends included. */
    public StudyBuilder integer(String argument, long low, long high) {
        return argument(argument, Value.integer(argument, low, high));
    }

    /** An argument that is one of some values: numbers, words, or true and false. */
    public StudyBuilder oneOf(String argument, Object... values) {
        return argument(argument, Value.choice(argument, values));
    }

    private StudyBuilder argument(String argument, Value value) {
        if (!arguments.add(argument)) {
            throw new IllegalArgumentException("The study (" + name + ") has two arguments of the name (" + argument
                    + "). Maybe give the second its own name.");
        }
        model.setting(argument, value);
        return this;
    }

    /** What proposes. */
    public StudyBuilder strategy(String strategyName, Map<String, ?> options) {
        strategy = experiment -> experiment.strategy(strategyName, options);
        return this;
    }

    /** What proposes, as an object. */
    public StudyBuilder strategy(Strategy object, Map<String, ?> options) {
        strategy = experiment -> experiment.strategy(object, options);
        return this;
    }

    /** How many points are tried at once, each by a thread of its own: one unless set. */
    public StudyBuilder parallelism(int points) {
        parallelism = points;
        return this;
    }

    /** What all randomness comes from. */
    public StudyBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Adds one who watches. */
    public StudyBuilder listener(RunListener listener) {
        listeners.add(Objects.requireNonNull(listener, "A listener is null"));
        return this;
    }

    /**
     * Tries so many points, and takes the one where the function has the least value.
     *
     * @param function called by threads of the runtime, by several at once if {@link #parallelism} says so; where it throws or has no
     *     number, the point counts as failed or as the worst
     * @throws ExperimentException if no point had a number
     */
    public Study minimize(int points, ToDoubleFunction<Point> function) throws InterruptedException {
        return search(points, function, Objective.minimize(VALUE));
    }

    /** As {@link #minimize}, for the largest value. */
    public Study maximize(int points, ToDoubleFunction<Point> function) throws InterruptedException {
        return search(points, function, Objective.maximize(VALUE));
    }

    private Study search(int points, ToDoubleFunction<Point> function, Objective objective)
            throws InterruptedException {
        if (arguments.isEmpty()) {
            throw new IllegalStateException(
                    "The study (" + name + ") has no arguments. Maybe add one, as in real(\"x\", 0, 1).");
        }
        FunctionEvaluator evaluator = new FunctionEvaluator(
                Objects.requireNonNull(function, "A study needs a function"), new AtomicReference<>());
        Experiment experiment = strategy.apply(Experiment.named(name))
                .space(SearchSpace.of(model.then("result", Layer.of("identity")).build()))
                .evaluator(evaluator, Map.of())
                .objective(objective)
                .budget(Budget.ofTrials(points))
                .parallelism(parallelism)
                .seed(seed)
                .executor(Experiment.INLINE, Map.of())
                .runsFolder(runs)
                .continuation(Continuation.NEW)
                .build();
        try (var run = nas.start(experiment, listeners.toArray(RunListener[]::new))) {
            RunResult result = run.await();
            BestTrial best = result.best().orElseThrow(() -> nowhere(evaluator, result));
            return new Study(new Point(best.choices()), best.score().value(), result);
        }
    }

    private ExperimentException nowhere(FunctionEvaluator evaluator, RunResult result) {
        Throwable thrown = evaluator.thrown().get();
        ExperimentException failure = new ExperimentException("The function of the study (" + name
                + ") gave no number for any point. " + result.reason().message()
                + Optional.ofNullable(thrown)
                        .map(first -> " It threw first: " + first)
                        .orElse(""));
        Optional.ofNullable(thrown).ifPresent(failure::initCause);
        return failure;
    }

    private ExperimentBuilder usual(ExperimentBuilder experiment) {
        List<String> names = nas.strategies().stream()
                .map(provider -> provider.name())
                .distinct()
                .toList();
        if (names.contains(USUAL_STRATEGY)) {
            return experiment.strategy(USUAL_STRATEGY, Map.of());
        }
        if (names.isEmpty()) {
            throw new ExperimentException(
                    "There is no strategy to search with. Maybe add the dependency io.lanista:strategies-tpe.");
        }
        return experiment.strategy(names.get(names.size() - 1), Map.of());
    }

    /**
     * A function as an evaluator.
     *
     * @param thrown what it threw first
     */
    private record FunctionEvaluator(ToDoubleFunction<Point> function, AtomicReference<@Nullable Throwable> thrown)
            implements Evaluator {
        @Override
        public String name() {
            return "function";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return (model, context) -> {
                try {
                    return Metrics.of(VALUE, function.applyAsDouble(new Point(SearchSpace.choicesOf(model))));
                } catch (RuntimeException | Error e) {
                    thrown.compareAndSet(null, e);
                    throw e;
                }
            };
        }
    }
}
