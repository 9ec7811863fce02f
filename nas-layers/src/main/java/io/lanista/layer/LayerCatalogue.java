package io.lanista.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import io.lanista.base.text.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The layer types that there are: the {@linkplain StandardLayers standard ones} and those added. Immutable, and
 * safe for use by several threads.
 */
public final class LayerCatalogue {
    /** A layer on inputs of these shapes. */
    private record Place(Layer layer, List<Shape> inputs) {}

    private static final int REMEMBERED = 10_000;

    private final Map<String, LayerType> types;

    /** What was found before; only saves time, since everything in it follows from the types. */
    private final Map<Place, LayerUse> known = new ConcurrentHashMap<>();

    private LayerCatalogue(Map<String, LayerType> types) {
        this.types = types;
    }

    /** A catalogue of these types. */
    static LayerCatalogue of(Collection<? extends LayerType> types) {
        return new LayerCatalogue(Map.of()).with(types);
    }

    /** The standard types. */
    public static LayerCatalogue standard() {
        return StandardLayers.CATALOGUE;
    }

    /**
     * This catalogue and these types.
     *
     * @throws IllegalArgumentException if two types have one name
     */
    public LayerCatalogue with(Collection<? extends LayerType> added) {
        Map<String, LayerType> all = new LinkedHashMap<>(types);
        for (LayerType type : added) {
            LayerType earlier = all.putIfAbsent(type.name(), type);
            if (earlier != null) {
                throw new IllegalArgumentException("The layer type (" + type.name() + ") exists twice: as "
                        + earlier.getClass().getName() + " and as "
                        + type.getClass().getName() + ". Maybe give the second another name.");
            }
        }
        return new LayerCatalogue(Collections.unmodifiableMap(all));
    }

    /** All types by name, the standard ones first. */
    public Map<String, LayerType> types() {
        return types;
    }

    /**
     * The type with this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists what there is
     */
    public LayerType type(String name) {
        LayerType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("No layer type '" + name + "'. Available: "
                    + DidYouMean.list(types.keySet()) + "." + DidYouMean.sentence(name, types.keySet()));
        }
        return type;
    }

    /**
     * Checks a layer's type and attributes, those that are still open as far as their name goes. Shapes are not checked. A
     * whole number may be {@link Model#OUTPUTS} or {@link Model#NUMBERS}, which the data decide.
     *
     * @throws IllegalArgumentException with one sentence, if the type or an attribute is unknown, a required one is missing
     *     or a value isn't allowed
     */
    public void check(Layer layer) {
        withDefaults(type(layer.type()), layer);
    }

    private static boolean isForDataToDecide(Attribute attribute, Object value) {
        return attribute.kind() == Attribute.Kind.INTEGER
                && (value.equals(Model.OUTPUTS) || value.equals(Model.NUMBERS));
    }

    private static void requireDecided(LayerType type, Layer layer) {
        for (Attribute attribute : type.attributes()) {
            Value value = layer.attributes().get(attribute.name());
            if (value != null && isForDataToDecide(attribute, value.constant().orElse(0L))) {
                throw new IllegalArgumentException(
                        "The layer (" + type.name() + ") has as many (" + attribute.name()
                                + ") as the data need outputs, and no data were given. Maybe write a number, or give the option (classes) of a space that has it.");
            }
        }
    }

    private static Layer withDefaults(LayerType type, Layer layer) {
        SortedMap<String, Value> full = new TreeMap<>(layer.attributes());
        int known = 0;
        for (Attribute attribute : type.attributes()) {
            Value given = layer.attributes().get(attribute.name());
            Object defaultValue = attribute.defaultValue();
            if (given != null) {
                known++;
                given.constant()
                        .filter(value -> !isForDataToDecide(attribute, value))
                        .ifPresent(value -> full.put(attribute.name(), Value.of(attribute.read(type.name(), value))));
            } else if (defaultValue != null) {
                full.put(attribute.name(), Value.of(defaultValue));
            } else if (attribute.isRequired()) {
                throw new IllegalArgumentException("The layer (" + type.name() + ") needs the attribute ("
                        + attribute.name() + "): " + attribute.allowed() + ".");
            }
        }
        if (known < layer.attributes().size()) {
            throw unknownAttribute(type, layer);
        }
        return Layer.of(type.name(), full);
    }

    private static IllegalArgumentException unknownAttribute(LayerType type, Layer layer) {
        List<String> names = type.attributes().stream().map(Attribute::name).toList();
        List<String> foreign = new ArrayList<>(layer.attributes().keySet());
        foreign.removeAll(names);
        return new IllegalArgumentException("The layer (" + type.name() + ") has no attribute (" + foreign.get(0)
                + "). "
                + (names.isEmpty() ? "It takes none." : "Available: " + String.join(", ", names) + ".")
                + DidYouMean.sentence(foreign.get(0), names));
    }

    /**
     * The layer with a value for each attribute of its type: what was given, else the default. Two layers that do the same
     * on these inputs by defaults or by explicit values become equal.
     *
     * @throws IllegalArgumentException as {@link #check} says, or if something is still open
     * @throws InvalidArchitectureException if the number or the shapes of the inputs don't fit
     */
    public Layer complete(Layer layer, List<Shape> inputs) {
        LayerType type = type(layer.type());
        if (inputs.size() < type.minInputs() || inputs.size() > type.maxInputs()) {
            String wanted = type.maxInputs() == Integer.MAX_VALUE
                    ? "at least (" + type.minInputs() + ")"
                    : type.minInputs() == type.maxInputs()
                            ? "(" + type.minInputs() + ")"
                            : "from (" + type.minInputs() + ") to (" + type.maxInputs() + ")";
            throw new InvalidArchitectureException("The layer (" + layer.type() + ") needs " + wanted
                    + " inputs, and gets (" + inputs.size() + "): " + inputs + ".");
        }
        if (!layer.isConcrete()) {
            throw new IllegalArgumentException(
                    "The layer (" + layer + ") is still to be decided. Maybe freeze the model first.");
        }
        requireDecided(type, layer);
        return type.complete(withDefaults(type, layer), inputs);
    }

    /**
     * What a layer is on these inputs.
     *
     * @param path where it stands
     * @throws IllegalArgumentException as {@link #check} says
     * @throws InvalidArchitectureException if the number or the shapes of the inputs don't fit
     */
    public LayerUse use(String path, Layer layer, List<Shape> inputs) {
        Place place = new Place(layer, List.copyOf(inputs));
        LayerUse use = known.get(place);
        if (use == null) {
            use = find(layer, inputs);
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(place, use);
        }
        return use.at(path);
    }

    private LayerUse find(Layer layer, List<Shape> inputs) {
        LayerType type = type(layer.type());
        try {
            Layer complete = complete(layer, inputs);
            Shape output = type.infer(complete, inputs);
            return new LayerUse(
                    "",
                    complete,
                    inputs,
                    output,
                    type.parameters(complete, inputs),
                    type.flops(complete, inputs),
                    type.elementwise(complete, inputs));
        } catch (ArithmeticException e) {
            throw new InvalidArchitectureException(
                    "The layer (" + layer + ") on " + inputs
                            + " is too large: its size or cost doesn't fit into a whole number of 64 bits.",
                    e);
        }
    }
}
