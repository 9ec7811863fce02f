package io.lanista.runtime.text;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Value;
import io.lanista.base.text.DidYouMean;
import io.lanista.layer.Attribute;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerType;
import java.util.List;

/** Checks layers against a catalogue, every candidate of an attribute's choice included. */
final class LayerCheck {
    private final LayerCatalogue catalogue;

    LayerCheck(LayerCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param place where the layer stands: the table that has its type as a key, or the text that is its type */
    void check(Tree place, Layer layer) {
        LayerType type = catalogue.types().get(layer.type());
        if (type == null) {
            throw below(place, layer.type())
                    .wrong("No layer type '" + layer.type() + "'. Available: "
                            + DidYouMean.list(catalogue.types().keySet()) + "."
                            + DidYouMean.sentence(
                                    layer.type(), catalogue.types().keySet()));
        }
        Tree attributes = attributes(place, layer.type());
        if (attributes instanceof Tree.Table table && !layer.attributes().isEmpty()) {
            table.allow(type.attributes().stream().map(Attribute::name).toList());
        }
        type.attributes().stream()
                .filter(attribute ->
                        attribute.isRequired() && !layer.attributes().containsKey(attribute.name()))
                .findFirst()
                .ifPresent(missing -> check(layer, attributes));
        layer.attributes().forEach((name, value) -> {
            if (value instanceof Value.ValueChoice choice) {
                extremes(choice.domain())
                        .forEach(candidate -> check(layer.with(name, candidate), below(attributes, name)));
            } else {
                value.constant().ifPresent(known -> check(layer, below(attributes, name)));
            }
        });
        check(layer, attributes);
    }

    /** Of a range, both ends, between which all else lies; of a list, all values. */
    private static List<Object> extremes(Domain domain) {
        return domain.match(
                Domain.OneOf::values,
                some -> List.of(),
                range -> List.of(range.low(), range.high()),
                range -> List.of(range.low(), range.high()));
    }

    private void check(Layer layer, Tree place) {
        ValueReader.checked(place, () -> {
            catalogue.check(layer);
            return layer;
        });
    }

    private static Tree attributes(Tree place, String type) {
        Tree explicit = below(place, "attributes");
        Tree own = explicit == place ? below(place, type) : explicit;
        return own instanceof Tree.Nothing ? place : own;
    }

    private static Tree below(Tree place, String key) {
        Tree inner = place instanceof Tree.Table table ? table.get(key) : null;
        return inner == null ? place : inner;
    }
}
