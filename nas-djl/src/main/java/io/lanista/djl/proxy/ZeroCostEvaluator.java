package io.lanista.djl.proxy;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.base.random.Seeds;
import io.lanista.base.text.DidYouMean;
import io.lanista.djl.train.Problem;
import io.lanista.djl.train.TrainingOptions;
import io.lanista.djl.train.TrainingSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Scores networks without training them, by a {@link Proxy} on one minibatch. Metrics: one with the proxy's name, higher is better, and
 * those whose ranks it sums up; {@code parameters}, {@code flops} (multiply-accumulates for one example) and {@code seconds}.
 *
 * <p>A rank sum is one among architectures that are drawn from the space and measured before the first trial. All networks of an
 * experiment meet the same examples and the same seed, so that one architecture has one score. Stateless.
 */
public final class ZeroCostEvaluator implements Evaluator {
    private static final String PARAMETERS = "parameters";
    private static final String FLOPS = "flops";
    private static final String SECONDS = "seconds";
    private static final double NANOS = 1e9;
    private static final int REFERENCE_USE = Seeds.OTHER_USES + 3;

    private static final Option<String> PROXY =
            Option.requiredText("proxy", "What scores a network: " + String.join(", ", Proxy.words()) + ".");
    private static final Option<Long> BATCH_SIZE =
            Option.integer("batch_size", 32, 2, 1_000_000, "Examples in the minibatch.");
    private static final Option<Long> REFERENCE = Option.integer(
            "reference",
            100,
            2,
            1_000_000,
            "Architectures drawn from the space among which a rank sum ranks; the others don't read it.");

    /** For the service loader. */
    public ZeroCostEvaluator() {}

    @Override
    public String name() {
        return "zero-cost";
    }

    @Override
    public String description() {
        return "Scores a network without training it, by a proxy on one minibatch.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(PROXY, BATCH_SIZE, REFERENCE, TrainingSetup.dataOption());
    }

    @Override
    public boolean usesNativeCode() {
        return true;
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        Options options = request.options();
        Proxy proxy = Proxy.of(options.get(PROXY));
        request.objectives().forEach(objective -> check(objective, proxy));
        TrainingSetup setup =
                TrainingSetup.open(request, (data, ignored) -> Problem.of(data), TrainingOptions.defaults());
        return new Scoring(
                setup,
                new ProxyMeter(setup, options.get(BATCH_SIZE).intValue(), request.seed()),
                proxy,
                options.get(REFERENCE).intValue(),
                request.space(),
                request.seed());
    }

    private void check(Objective objective, Proxy proxy) {
        List<String> metrics = new ArrayList<>(List.of(proxy.word()));
        proxy.parts().stream()
                .map(Proxy::word)
                .filter(part -> !metrics.contains(part))
                .forEach(metrics::add);
        metrics.addAll(List.of(PARAMETERS, FLOPS, SECONDS));
        if (!metrics.contains(objective.metric())) {
            throw new OptionException("The evaluator '" + name() + "' with the proxy '" + proxy.word()
                    + "' doesn't measure (" + objective.metric() + "). Available: " + String.join(", ", metrics) + "."
                    + DidYouMean.sentence(objective.metric(), metrics));
        }
    }

    /** Scores models. */
    private static final class Scoring implements Evaluation {
        private final TrainingSetup setup;
        private final ProxyMeter meter;
        private final Proxy proxy;
        private final int size;
        private final SearchSpace space;
        private final long seed;
        private @Nullable ProxySample reference;

        Scoring(TrainingSetup setup, ProxyMeter meter, Proxy proxy, int size, SearchSpace space, long seed) {
            this.setup = setup;
            this.meter = meter;
            this.proxy = proxy;
            this.size = size;
            this.space = space;
            this.seed = seed;
        }

        @Override
        public Metrics evaluate(Model model, TrialContext context) throws InterruptedException {
            context.checkCancelled();
            List<Proxy> parts = proxy.parts();
            SortedMap<String, Double> metrics = new TreeMap<>(meter.costs(model));
            ProxySample among = parts.size() > 1 ? reference() : new ProxySample(proxy, List.of(), List.of());
            context.checkCancelled();
            long start = System.nanoTime();
            double[] measured = meter.measure(model, proxy);
            for (int i = 0; i < parts.size(); i++) {
                metrics.put(parts.get(i).word(), measured[i]);
            }
            metrics.put(proxy.word(), among.score(measured));
            metrics.put(SECONDS, (System.nanoTime() - start) / NANOS);
            return new Metrics(metrics);
        }

        /** Made once, by the first trial; others wait for it. */
        private synchronized ProxySample reference() throws InterruptedException {
            ProxySample known = reference;
            if (known == null) {
                known = ProxySample.of(
                        meter,
                        space,
                        proxy,
                        ProxySample.draw(space, size, new Seeds(seed).generator(REFERENCE_USE, 0)),
                        Runtime.getRuntime().availableProcessors());
                reference = known;
            }
            return known;
        }

        @Override
        public Optional<Shape> inputShape() {
            return Optional.of(Shape.of(setup.data().shape()));
        }

        @Override
        public Optional<Integer> outputs() {
            return Optional.of(setup.data().outputSize());
        }

        @Override
        public OptionalInt numbers() {
            return setup.data().numbers();
        }

        @Override
        public Optional<DataDescription> data() {
            return Optional.of(setup.data().description());
        }

        @Override
        public void check(SearchSpace searched) {
            setup.check(searched);
        }
    }
}
