package io.lanista.runtime.text;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment file says, checked as far as that is possible without plug-ins. {@code docs/experiment-format.md}
 * describes it.
 *
 * @param file where it was read
 * @param name what people call the experiment
 * @param space what is searched
 * @param method what searches
 * @param evaluator what scores an architecture
 * @param objective the metric, and which way is better
 * @param budget when the search ends
 * @param parallel how many trials run at once
 * @param seed of everything that is random
 * @param stopping the rule that stops hopeless trials early; null for none
 * @param duplicates what becomes of an architecture that was tried before; null for the default
 * @param constraints bounds by name: those of {@link #CONSTRAINTS}
 * @param executor where trials run; null for the evaluator's default
 * @param failures when trials are retried, and when the search gives up
 */
public record ExperimentFile(
        Path file,
        String name,
        Space space,
        Method method,
        NamedOptions evaluator,
        Objective objective,
        Budget budget,
        int parallel,
        long seed,
        @Nullable NamedOptions stopping,
        @Nullable Duplicates duplicates,
        Map<String, Double> constraints,
        @Nullable NamedOptions executor,
        Failures failures) {
    /** The constraints that a file can name. */
    public static final List<String> CONSTRAINTS =
            List.of("max_parameters", "min_parameters", "max_flops", "min_flops", "max_depth");

    /** Copies. */
    public ExperimentFile {
        constraints = Collections.unmodifiableMap(new LinkedHashMap<>(constraints));
    }

    /**
     * Reads an experiment file, and the file of its space if that is another.
     *
     * @param catalogue the layer types that a space may use
     * @throws SchemaException if a file is missing or wrong; the message names file, line, path and what is allowed
     */
    public static ExperimentFile read(Path file, LayerCatalogue catalogue) {
        return new ExperimentReader(file, catalogue).read(ModelText.tree(file));
    }

    /** Where the space comes from. */
    public sealed interface Space {
        /**
         * Written in the file, or in one that it names.
         *
         * @param described what is written
         */
        record Written(SpaceFile described) implements Space {}

        /**
         * Asked for by name.
         *
         * @param provider the name of a {@link io.lanista.api.space.SpaceProvider} and its options
         */
        record Hub(NamedOptions provider) implements Space {}
    }

    /** What searches. */
    public sealed interface Method {
        /** Trial by trial. */
        record Strategy(NamedOptions plugin) implements Method {}

        /**
         * Not at all: one architecture is tried.
         *
         * @param notation as the field writes it, for a space that has such a notation; null for choices
         * @param choices an answer to each decision; empty beside a notation
         * @param location where it stands
         */
        record Architecture(@Nullable String notation, Choices choices, Location location) implements Method {}

        /** By training one supernet. */
        record Trainer(NamedOptions plugin) implements Method {}
    }

    /** What becomes of an architecture that was tried before. */
    public enum Duplicates {
        /** The strategy is asked again. */
        REJECT,
        /** The strategy is told the known result; no trial is spent on training. */
        REUSE,
        /** It is trained again. */
        REPEAT
    }

    /**
     * When the search ends: as soon as one of these is reached.
     *
     * @param trials so many trials; empty for no bound
     * @param time so much time has passed; null for no bound
     * @param target the objective is at least this good; empty for no bound
     * @param trialTime how long one trial may take; null for no bound
     */
    public record Budget(
            OptionalInt trials,
            @Nullable Duration time,
            OptionalDouble target,
            @Nullable Duration trialTime) {}

    /**
     * What happens when trials fail.
     *
     * @param inARow the search gives up after so many failures in a row
     * @param retries how often one trial is tried again
     */
    public record Failures(int inARow, int retries) {}
}
