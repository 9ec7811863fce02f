package io.lanista.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the choices of a space come to, found from the layers of their models: choices are one architecture if their models have
 * one {@linkplain CanonicalForm canonical form}, and they cost what {@link ModelAnalysis} counts.
 *
 * <p>Confined to one thread. Finding a class builds the model and hashes it, some hundred microseconds for a cell network; the
 * last thousand classes are remembered.
 */
public final class LayerArchitectures implements Architectures {
    private static final int REMEMBERED = 1_000;

    private final SearchSpace space;
    private final LayerCatalogue layers;
    private final boolean trivial;
    private final PartGraph parts;
    private final Map<Choices, Object> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Choices, Object> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * The architectures of a space.
     *
     * @param layers the types of all its layers
     */
    public LayerArchitectures(SearchSpace space, LayerCatalogue layers) {
        this.space = space;
        this.layers = layers;
        this.trivial = space.base().graph().nodes().isEmpty();
        this.parts = new PartGraph(space.base(), layers);
    }

    @Override
    public Object classOf(Choices choices) {
        return trivial
                ? choices // Settings only: no two are the same.
                : remembered.computeIfAbsent(choices, this::find);
    }

    @Override
    public Optional<Cost> costOf(Choices choices) {
        try {
            ModelAnalysis analysis = ModelAnalysis.of(space.freeze(choices), layers);
            return Optional.of(new Cost(analysis.parameters(), analysis.flops(), analysis.depth()));
        } catch (InfeasibleException | InvalidArchitectureException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Part> partsOf(Choices choices) {
        try {
            return trivial ? List.of() : parts.of(space.freeze(choices));
        } catch (InfeasibleException | InvalidArchitectureException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private Object find(Choices choices) {
        try {
            return CanonicalForm.hash(space.freeze(choices), layers);
        } catch (InfeasibleException | InvalidArchitectureException | IllegalArgumentException e) {
            return choices; // What can't be analysed can't be compared.
        }
    }
}
