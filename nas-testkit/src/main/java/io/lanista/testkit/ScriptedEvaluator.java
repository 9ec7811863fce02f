package io.lanista.testkit;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Trains nothing, and does what the setting {@code act} of a model says, in whatever process it runs. So executors are tested with
 * trials that go well and with such that don't. All it needs comes as data.
 */
public final class ScriptedEvaluator implements Evaluator {
    /** The file that every act writes into the folder of its artifacts. */
    static final String FILE = "act.txt";

    private static final String ACT = "act";

    /** What a trial does. */
    enum Act {
        /** Reports three steps, and scores a number drawn from its seed. */
        SCORE,
        /** Reports nothing, and scores what is not a number. */
        SCORE_NO_NUMBER,
        /** Throws an exception. */
        FAIL,
        /** Throws an error. */
        DIE,
        /** Reports step after step, until it is told to end. */
        GO_ON
    }

    /** For the service loader. */
    public ScriptedEvaluator() {}

    /** The space of all acts. */
    static SearchSpace space() {
        Object[] acts = new Object[Act.values().length];
        for (Act act : Act.values()) {
            acts[act.ordinal()] = act.name();
        }
        return SearchSpace.of(Model.named("acts")
                .input("x", 1)
                .then("same", Layer.of("identity"))
                .setting(ACT, Value.choice(ACT, acts))
                .build());
    }

    static Model model(Act act) {
        return space().base().withSetting(ACT, act.name());
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String description() {
        return "Trains nothing, and does what a model's setting 'act' says. For tests of executors.";
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        return new Evaluation() {
            @Override
            public Metrics evaluate(Model model, TrialContext context) throws Exception {
                return act(model, context);
            }

            @Override
            public Optional<Metrics> test(Model model, TrialContext context) throws IOException {
                Path file = context.artifactFolder().resolve(FILE);
                return Optional.of(Metrics.of("written", Files.exists(file) ? 1 : 0));
            }
        };
    }

    private static Metrics act(Model model, TrialContext context) throws IOException, InterruptedException {
        Act act = Act.valueOf(String.valueOf(model.settings().get(ACT)));
        Files.writeString(context.artifactFolder().resolve(FILE), act.name());
        switch (act) {
            case FAIL -> throw new IllegalStateException("This trial fails on purpose.");
            case DIE -> throw new OutOfMemoryError("This trial takes too much memory, it pretends.");
            case GO_ON -> {
                for (int step = 1; ; step++) {
                    context.report(step, Metrics.of("score", step));
                    Thread.sleep(2);
                }
            }
            case SCORE_NO_NUMBER -> {
                return Metrics.of("score", Double.NaN);
            }
            default -> {
                double score = context.random().nextDouble();
                int steps = context.steps().orElse(3);
                for (int step = 1; step <= steps; step++) {
                    context.report(step, Metrics.of("score", score * step));
                }
                return Metrics.of(Map.of("score", score, "trial", (double) context.trial(), "steps", (double) steps));
            }
        }
    }
}
