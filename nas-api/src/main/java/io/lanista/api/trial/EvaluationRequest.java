package io.lanista.api.trial;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What an evaluator may know when an experiment starts. */
@ProviderType
public interface EvaluationRequest {
    /** The evaluator's options, checked. */
    Options options();

    /** The space that is searched. */
    SearchSpace space();

    /** What the search is after, at least one objective; all their metrics must be measured. Immutable. */
    List<Objective> objectives();

    /**
     * The experiment's seed, the same in every worker. What must be comparable between experiments, such as a split of the
     * data, has a seed of its own among the options.
     */
    long seed();

    /** The folder against which relative paths in options are resolved. */
    Path baseFolder();

    /**
     * Something that the embedding program handed over by its type, such as data in memory.
     *
     * @return empty if it handed over none of this type
     */
    <T> Optional<T> resource(Class<T> type);
}
