package io.lanista.runtime.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plug-in that is asked for by name, with its options, such as a strategy: {@code tpe} or
 * {@code {name: tpe, candidates: 24}}.
 *
 * @param name may name a bundle and a version: {@code com.acme:tpe@[1.2,2)}
 * @param options by name, not yet checked; plain values, lists and tables
 * @param location where the name stands
 */
record NamedOptions(String name, Map<String, Object> options, Location location) {
    /** Copies. */
    NamedOptions {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    static NamedOptions read(Tree tree, String what) {
        return read(tree, "name", "the name of " + what + ", or a table with its name and its options");
    }

    /** @param key under which the name stands in the table */
    static NamedOptions read(Tree tree, String key, String wanted) {
        if (tree instanceof Tree.Scalar) {
            return new NamedOptions(tree.text(wanted), Map.of(), tree.location());
        }
        Tree.Table table = tree.table(wanted);
        Tree name = table.require(key, wanted);
        Map<String, Object> options = new LinkedHashMap<>();
        table.entries().forEach((option, value) -> {
            if (!option.equals(key)) {
                options.put(option, value.plain());
            }
        });
        return new NamedOptions(name.text("a name"), options, name.location());
    }
}
