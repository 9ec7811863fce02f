package io.lanista.api.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells which choices of a space come to the same architecture: those whose models have one {@linkplain CanonicalForm canonical
 * form}. Cell spaces are full of them (the 15,625 cells of NAS-Bench-201 are 4,930 architectures), and a strategy learns next to
 * nothing from another one of a class. Where a model can't be analysed, its choices are a class of their own.
 *
 * <p>Confined to one thread. Finding a class builds the model and hashes it, some hundred microseconds for a cell network; the
 * last thousand are remembered.
 */
public final class Equivalence {
    private static final int REMEMBERED = 1_000;

    private final SearchSpace space;
    private final LayerCatalogue layers;
    private final boolean trivial;
    private final Map<Choices, Object> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Choices, Object> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * The classes of a space.
     *
     * @param layers the types of all its layers; a strategy finds them in its {@link io.lanista.api.strategy.SearchRequest}
     */
    public Equivalence(SearchSpace space, LayerCatalogue layers) {
        this.space = space;
        this.layers = layers;
        this.trivial = space.base().graph().nodes().isEmpty();
    }

    /** What stands for the class of these choices: equal for equivalent choices, and to be used as a key. */
    public Object classOf(Choices choices) {
        return trivial
                ? choices // Settings only: no two are the same.
                : remembered.computeIfAbsent(choices, this::find);
    }

    private Object find(Choices choices) {
        try {
            return CanonicalForm.hash(space.freeze(choices), layers);
        } catch (InfeasibleException | InvalidArchitectureException | IllegalArgumentException e) {
            return choices; // What can't be analysed can't be compared.
        }
    }
}
