package io.lanista.api.mutate;

import io.lanista.api.model.Domain;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What a mutator asks during one application. */
@ProviderType
public interface Chooser {
    /**
     * One of the candidates.
     *
     * @param candidates plain values (see {@link io.lanista.api.model.Scalars}), at least one
     */
    default <T> T choose(List<T> candidates) {
        List<Object> values = List.copyOf(candidates);
        Object chosen = choose(new Domain.OneOf(values));
        return candidates.get(new Domain.OneOf(values).values().indexOf(chosen));
    }

    /** A value of the domain, in normal form. */
    Object choose(Domain domain);
}
