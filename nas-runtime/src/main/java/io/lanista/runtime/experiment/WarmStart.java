package io.lanista.runtime.experiment;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.djl.proxy.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Begins a search with the architectures that a proxy likes best: some are drawn from the space and scored without training, and the best
 * of them are the first trials. The strategy is told how they went before it proposes anything.
 *
 * @param proxy what scores
 * @param draws how many architectures are drawn
 * @param trials how many of them are tried
 * @param batchSize examples in the minibatch
 */
public record WarmStart(Proxy proxy, int draws, int trials, int batchSize) {
    private static final Option<Long> DRAWS =
            Option.integer("draws", 1000, 1, 10_000_000, "How many architectures are drawn from the space.");
    private static final Option<Long> TRIALS =
            Option.integer("trials", 10, 1, 10_000_000, "How many of them, the best ones, are the first trials.");
    private static final Option<Long> BATCH_SIZE =
            Option.integer("batch_size", 32, 2, 1_000_000, "Examples in the minibatch.");

    /** Checks the numbers. */
    public WarmStart {
        if (trials < 1 || draws < trials || batchSize < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A warm start tries at least 1 of at least as many draws, with at least 2 examples, and this one would try"
                            + " (%d) of (%d) draws with (%d) examples. Maybe raise draws.",
                    trials,
                    draws,
                    batchSize));
        }
    }

    /**
     * With options as they were given: {@code draws}, {@code trials}, {@code batch_size}.
     *
     * @throws OptionException if there is no such proxy, or an option isn't allowed
     */
    public static WarmStart of(String proxy, Map<String, ?> given) {
        Options options = Options.parse("warm start", List.of(DRAWS, TRIALS, BATCH_SIZE), given);
        try {
            return new WarmStart(
                    Proxy.of(proxy),
                    Math.toIntExact(options.get(DRAWS)),
                    Math.toIntExact(options.get(TRIALS)),
                    Math.toIntExact(options.get(BATCH_SIZE)));
        } catch (IllegalArgumentException wrong) {
            throw new OptionException(String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the best %d of %d draws by the proxy '%s' on %d examples",
                trials,
                draws,
                proxy.word(),
                batchSize);
    }
}
