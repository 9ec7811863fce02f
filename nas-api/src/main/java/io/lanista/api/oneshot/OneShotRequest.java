package io.lanista.api.oneshot;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a one-shot trainer may know when a run starts. */
@ProviderType
public interface OneShotRequest {
    /** What is searched: the same space that multi-trial search uses. */
    SearchSpace space();

    /** The trainer's options, checked. */
    Options options();

    /** What the search is after, at least one objective; immutable. */
    List<Objective> objectives();

    /** The experiment's seed; all that is random comes from it. */
    long seed();

    /**
     * The tensor work, by a type that only those can name who depend on the module that offers it.
     *
     * @throws IllegalStateException if the host offers no backend of this type
     */
    <B> B backend(Class<B> type);
}
