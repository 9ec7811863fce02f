package io.lanista.bench;

import io.lanista.api.option.Options;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.experiment.WarmStart;
import java.util.Map;

/**
 * A strategy with its options, to be compared with others.
 *
 * @param name how results call it, such as {@code regularized-evolution,population=10}
 * @param strategy the strategy
 * @param options checked
 */
public record Contender(String name, Strategy strategy, Options options) {
    /**
     * A contender with options as they were given.
     *
     * @throws io.lanista.api.option.OptionException if one isn't allowed
     */
    public static Contender of(Strategy strategy, Map<String, ?> given) {
        StringBuilder name = new StringBuilder(strategy.name());
        given.forEach(
                (option, value) -> name.append(',').append(option).append('=').append(value));
        return new Contender(
                name.toString(),
                strategy,
                Options.parse("strategy '" + strategy.name() + "'", strategy.options(), given));
    }

    /** The same behind first trials that a proxy chooses by scores that are known already. */
    public Contender after(KnownScores scores, WarmStart start) {
        return new Contender(name + " after " + start, new WarmStrategy(strategy, scores, start), options);
    }
}
