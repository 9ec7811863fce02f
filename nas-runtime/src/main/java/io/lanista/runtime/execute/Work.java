package io.lanista.runtime.execute;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that another process needs to evaluate models of an experiment as this one would.
 *
 * @param evaluator the evaluator's name among the plug-ins; null if it is an object of this program, or needs one
 * @param options its options, as they were given
 * @param space what is searched
 * @param objective what the search is after
 * @param seed the experiment's seed
 * @param baseFolder the folder against which relative paths in options are resolved
 * @param runFolder where logs may be kept
 * @param plugins the jars of the plug-ins that evaluating may need, beside those on the class path; none if the class path has it all
 */
public record Work(
        @Nullable String evaluator,
        Map<String, Object> options,
        SearchSpace space,
        Objective objective,
        long seed,
        Path baseFolder,
        Path runFolder,
        List<Path> plugins) {
    /** Copies. */
    public Work {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        plugins = List.copyOf(plugins);
    }
}
