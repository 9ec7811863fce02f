package io.lanista.onnx.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An operator of the ONNX standard (domain {@code ai.onnx}, version {@value OnnxModel#OPSET}) with its attributes. Immutable.
 *
 * <pre>{@code
 * OnnxOperator.of("Conv").integers("pads", 1, 1, 1, 1).integer("group", 4)
 * }</pre>
 */
public final class OnnxOperator {
    private final String type;
    private final Map<String, Object> attributes;

    private OnnxOperator(String type, Map<String, Object> attributes) {
        this.type = type;
        this.attributes = attributes;
    }

    /** An operator without attributes. */
    public static OnnxOperator of(String type) {
        return new OnnxOperator(type, Map.of());
    }

    /** This operator with a whole number. */
    public OnnxOperator integer(String name, long value) {
        return with(name, value);
    }

    /** This operator with a list of whole numbers. */
    public OnnxOperator integers(String name, long... values) {
        return with(name, Arrays.stream(values).boxed().toList());
    }

    /** This operator with a number, which the file holds as a 32-bit one. */
    public OnnxOperator real(String name, double value) {
        return with(name, (float) value);
    }

    /** This operator with a text. */
    public OnnxOperator text(String name, String value) {
        return with(name, value);
    }

    private OnnxOperator with(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(attributes);
        all.put(name, value);
        return new OnnxOperator(type, Collections.unmodifiableMap(all));
    }

    /** Its name in the standard, such as {@code Conv}. */
    public String type() {
        return type;
    }

    /** Each a {@link Long}, a {@link Float}, a {@link String} or a {@link List} of {@link Long}, in the order in which they were added. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public String toString() {
        return type + attributes;
    }
}
