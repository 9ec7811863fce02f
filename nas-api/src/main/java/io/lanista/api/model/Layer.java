package io.lanista.api.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A layer: the name of its type and its attributes, which is enough to build it anywhere. Which types there are, and
 * which attributes they take, is up to the catalogue of layer types.
 */
public final class Layer implements Operation {
    private final String type;
    private final SortedMap<String, Value> attributes;
    private final int hashCode;
    private final boolean concrete;
    private @Nullable String hash;

    private Layer(String type, SortedMap<String, Value> attributes) {
        this.type = type;
        this.attributes = attributes;
        this.hashCode = 31 * type.hashCode() + attributes.hashCode();
        this.concrete = attributes.values().stream().allMatch(Value.Constant.class::isInstance);
    }

    /**
     * A layer with attributes given as names and values in turn: {@code Layer.of("conv2d", "out_channels", 16)}.
     *
     * @param type such as {@code conv2d}
     * @param namesAndValues a name, then its value: a plain value or a {@link Value}
     */
    public static Layer of(String type, Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("The attributes of the layer (" + type
                    + ") must be names and values in turn, and their number (" + namesAndValues.length + ") is odd.");
        }
        SortedMap<String, Value> attributes = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], Value.of(namesAndValues[i + 1]));
        }
        return new Layer(type, Collections.unmodifiableSortedMap(attributes));
    }

    /** A layer with these attributes. */
    public static Layer of(String type, Map<String, ? extends Value> attributes) {
        return new Layer(type, Collections.unmodifiableSortedMap(new TreeMap<>(attributes)));
    }

    /** This layer with one attribute set. */
    public Layer with(String name, Object value) {
        SortedMap<String, Value> changed = new TreeMap<>(attributes);
        changed.put(name, Value.of(value));
        return new Layer(type, Collections.unmodifiableSortedMap(changed));
    }

    /** The type's name, such as {@code conv2d}. */
    public String type() {
        return type;
    }

    /** The attributes that were given, sorted by name; immutable. */
    public SortedMap<String, Value> attributes() {
        return attributes;
    }

    /** A whole-number attribute, or the default value if it isn't given. */
    public long integer(String name, long defaultValue) {
        Object value = constant(name);
        Long whole = Scalars.whole(value);
        return whole != null ? whole : value == null ? defaultValue : cast(name, value, Long.class);
    }

    /** A real attribute, or the default value if it isn't given. */
    public double real(String name, double defaultValue) {
        Object value = constant(name);
        return value == null ? defaultValue : cast(name, value, Number.class).doubleValue();
    }

    /** A yes-or-no attribute, or the default value if it isn't given. */
    public boolean flag(String name, boolean defaultValue) {
        Object value = constant(name);
        return value == null ? defaultValue : cast(name, value, Boolean.class);
    }

    /** A text attribute, or the default value if it isn't given. */
    public String text(String name, String defaultValue) {
        Object value = constant(name);
        return value == null ? defaultValue : cast(name, value, String.class);
    }

    /** An attribute that is a list of whole numbers, or the default value if it isn't given. */
    public List<Long> integers(String name, List<Long> defaultValue) {
        Object value = constant(name);
        if (value == null) {
            return defaultValue;
        }
        return ((List<?>) cast(name, value, List.class))
                .stream().map(element -> cast(name, element, Long.class)).toList();
    }

    private @Nullable Object constant(String name) {
        Value value = attributes.get(name);
        if (value == null) {
            return null;
        }
        return value.constant()
                .orElseThrow(() -> new IllegalStateException("The attribute (" + name + ") of the layer (" + type
                        + ") is still open: " + value + ". Maybe freeze the model first."));
    }

    private <T> T cast(String name, Object value, Class<T> kind) {
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException("The attribute (" + name + ") of the layer (" + type + ") is (" + value
                    + "), and must be of the kind " + kind.getSimpleName() + ".");
        }
        return kind.cast(value);
    }

    @Override
    public List<Operation> nested() {
        return List.of();
    }

    @Override
    public <R> R match(
            Function<Layer, R> layer,
            Function<Subgraph, R> subgraph,
            Function<LayerChoice, R> layerChoice,
            Function<InputChoice, R> inputChoice,
            Function<Repeat, R> repeat,
            Function<Cell, R> cell) {
        return layer.apply(this);
    }

    @Override
    public boolean isConcrete() {
        return concrete;
    }

    @Override
    public String hash() {
        String known = hash;
        if (known == null) {
            known = OperationHash.of(this);
            hash = known; // Racing threads write equal values.
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Layer layer
                        && hashCode == layer.hashCode
                        && type.equals(layer.type)
                        && attributes.equals(layer.attributes));
    }

    @Override
    public int hashCode() {
        return hashCode;
    }

    @Override
    public String toString() {
        return attributes.isEmpty() ? type : type + attributes;
    }
}
