package io.lanista.runtime.experiment;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.proxy.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trains only what a proxy likes: a proposal is passed over, and the strategy and the journal are told why, unless its score is among the
 * best share of those of architectures drawn from the space.
 *
 * @param proxy what scores
 * @param keep the share, above 0 and below 1
 * @param reference how many architectures are drawn
 * @param batchSize examples in the minibatch
 */
public record ProxyFilter(Proxy proxy, double keep, int reference, int batchSize) {
    private static final Option<Double> KEEP =
            Option.real("keep", 0.5, 0.001, 0.999, "The share of the space, the best one, that is trained.");
    private static final Option<Long> REFERENCE = Option.integer(
            "reference", 100, 2, 10_000_000, "How many architectures are drawn to know what the best share scores.");
    private static final Option<Long> BATCH_SIZE =
            Option.integer("batch_size", 32, 2, 1_000_000, "Examples in the minibatch.");

    /** Checks the numbers. */
    public ProxyFilter {
        if (!(keep > 0 && keep < 1) || reference < 2 || batchSize < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A filter keeps a share between 0 and 1 with at least 2 architectures to compare with and at least 2 examples, and"
                            + " this one has (%s), (%d) and (%d). Maybe 'keep: 0.5'.",
                    keep,
                    reference,
                    batchSize));
        }
    }

    /**
     * With options as they were given: {@code keep}, {@code reference}, {@code batch_size}.
     *
     * @throws io.lanista.api.option.OptionException if there is no such proxy, or an option isn't allowed
     */
    public static ProxyFilter of(String proxy, Map<String, ?> given) {
        Options options = Options.parse("filter", List.of(KEEP, REFERENCE, BATCH_SIZE), given);
        return new ProxyFilter(
                Proxy.of(proxy),
                options.get(KEEP),
                Math.toIntExact(options.get(REFERENCE)),
                Math.toIntExact(options.get(BATCH_SIZE)));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the best %s of %d draws by the proxy '%s' on %d examples",
                keep,
                reference,
                proxy.word(),
                batchSize);
    }
}
