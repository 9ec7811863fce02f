package io.lanista.benchmarks.toys;

import io.lanista.api.option.Options;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.plugin.Lease;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A strategy with its options, as the suites' arguments name it.
 *
 * @param described its name and options, such as {@code tpe,candidates=48}
 */
record ToyStrategy(String described, Strategy strategy, Options options) {
    /**
     * Hands over each strategy in turn.
     *
     * @param plugins the folder of the plug-ins, or {@code -} for the class path
     */
    static void each(String plugins, List<String> described, Consumer<ToyStrategy> action) {
        NasRuntimeBuilder builder = NasRuntime.builder();
        if (!plugins.equals("-")) {
            builder.plugins(Path.of(plugins));
        }
        try (NasRuntime nas = builder.build()) {
            for (String each : described) {
                String[] parts = each.split(",");
                try (Lease<Strategy> lease = nas.lease(Strategy.class, parts[0])) {
                    Strategy strategy = lease.get();
                    action.accept(new ToyStrategy(
                            each, strategy, Options.parse("strategy", strategy.options(), given(parts))));
                }
            }
        }
    }

    private static Map<String, Object> given(String[] parts) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] option = parts[i].split("=", 2);
            given.put(option[0], value(option[1]));
        }
        return given;
    }

    private static Object value(String text) {
        if (text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?\\d*\\.\\d+")) {
            return Double.valueOf(text);
        }
        return text.matches("true|false") ? Boolean.valueOf(text) : text;
    }
}
