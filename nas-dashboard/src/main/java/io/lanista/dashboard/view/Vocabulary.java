package io.lanista.dashboard.view;

import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.layer.LayerCatalogue;
import java.util.Optional;

/** What is needed to speak of architectures: the layer types that there are, and how the field writes them. Safe for several threads. */
public interface Vocabulary {
    /** The layer types, for shapes and costs. */
    LayerCatalogue layers();

    /** How the field writes an architecture of the space with this base model, if it has a notation for it. */
    Optional<String> notation(Model base, Choices choices);

    /** The standard layer types, and no notation. */
    static Vocabulary standard() {
        return new Vocabulary() {
            @Override
            public LayerCatalogue layers() {
                return LayerCatalogue.standard();
            }

            @Override
            public Optional<String> notation(Model base, Choices choices) {
                return Optional.empty();
            }
        };
    }
}
