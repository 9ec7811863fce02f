package io.lanista.api.option;

import io.lanista.base.text.DidYouMean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checked values for a list of {@link Option}s. Immutable. */
public final class Options {
    private final Map<String, Object> values;

    private Options(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Checks what was given against what is declared.
     *
     * @param owner whose options these are, for messages: {@code strategy 'tpe'}
     * @param declared the options that there are
     * @param given values by name, as an experiment file has them
     * @throws OptionException if a name is unknown, a value is not allowed, or a required one is missing
     */
    public static Options parse(String owner, List<Option<?>> declared, Map<String, ?> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Option<?> option : declared) {
            Object value = given.get(option.name());
            Object known = value == null ? option.defaultValue() : option.read(value);
            if (known == null) {
                throw new OptionException("The " + owner + " needs the option (" + option.name() + "), "
                        + option.allowed() + ": " + option.help());
            }
            values.put(option.name(), known);
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new OptionException("The " + owner + " has no option (" + name + "). "
                        + (values.isEmpty()
                                ? "It takes none."
                                : "Available: " + String.join(", ", values.keySet()) + "."
                                        + DidYouMean.sentence(name, values.keySet())));
            }
        }
        return new Options(Collections.unmodifiableMap(values));
    }

    /** The value of an option; it must be one of those that were declared. */
    public <T> T get(Option<T> option) {
        @Nullable Object value = values.get(option.name());
        if (value == null) {
            throw new IllegalArgumentException(
                    "The option (" + option.name() + ") was not declared. Available: " + values.keySet() + ".");
        }
        return option.read(value);
    }

    /** All values by name, defaults included, in the order of declaration; immutable. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
