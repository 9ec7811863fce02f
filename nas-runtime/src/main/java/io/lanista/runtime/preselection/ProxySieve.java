package io.lanista.runtime.preselection;

import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import io.lanista.djl.proxy.ProxyMeter;
import io.lanista.djl.proxy.ProxySample;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.runtime.experiment.ProxyFilter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Passes over models that a proxy doesn't like. Whether it does follows from the model, the space, the data and the seed, so that a
 * model is judged the same in every session. One thread.
 */
public final class ProxySieve {
    private static final int DRAW = Seeds.OTHER_USES + 21;

    private final ProxyFilter filter;
    private final ProxyMeter meter;
    private final SearchSpace space;
    private final long seed;
    private @Nullable ProxySample reference;
    private double threshold;

    /**
     * For a space.
     *
     * @param setup the data, and what networks are trained for
     * @param space fitted to the data
     * @param seed the experiment's
     */
    public ProxySieve(ProxyFilter filter, TrainingSetup setup, SearchSpace space, long seed) {
        this.filter = filter;
        this.meter = new ProxyMeter(setup, filter.batchSize(), seed);
        this.space = space;
        this.seed = seed;
    }

    /**
     * Why a model isn't worth its training, in one sentence; empty if it is.
     *
     * @throws io.lanista.api.model.InvalidArchitectureException if it can't be built for the data
     */
    public Optional<String> refusal(Model model) {
        ProxySample among = reference();
        double score = among.score(meter.measure(model, filter.proxy()));
        return score >= threshold
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The filter passed it over: its score by the proxy '%s' is (%.5g), and the best (%s) of (%d)"
                                + " architectures drawn from the space reach (%.5g).",
                        filter.proxy().word(),
                        score,
                        filter.keep(),
                        among.draws().size(),
                        threshold));
    }

    private ProxySample reference() {
        ProxySample known = reference;
        if (known == null) {
            try {
                known = ProxySample.of(
                        meter,
                        space,
                        filter.proxy(),
                        ProxySample.draw(space, filter.reference(), new Seeds(seed).generator(DRAW, 0)),
                        Runtime.getRuntime().availableProcessors());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The scoring for the filter was interrupted.");
            }
            threshold = known.threshold(filter.keep());
            reference = known;
        }
        return known;
    }
}
