package io.lanista.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A strategy with its options as one word of the command line: {@code regularized-evolution,population=10,sample=3}.
 *
 * @param name what the host looks it up by
 * @param options as they were given, numbers and booleans being such
 */
record StrategyText(String name, Map<String, Object> options) {
    /** A comma begins an option where a name and {@code =} follow; other commas belong to a value. */
    private static final String BEFORE_OPTION = ",(?=[A-Za-z][A-Za-z0-9_-]*=)";

    static StrategyText parse(String text) {
        String[] parts = text.split(BEFORE_OPTION);
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return new StrategyText(parts[0], OptionText.parse(options));
    }
}
