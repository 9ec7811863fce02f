package io.lanista.djl.train;

import io.lanista.api.model.Model;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an earlier run was set up with, as far as an evaluator may want to go on from it.
 *
 * @param space the base model of its space, fitted to its data
 * @param evaluator the name of its evaluator
 * @param options that evaluator's, as they were written down
 * @param baseFolder the folder against which relative paths in them are resolved
 * @param supernet the folder where its one-shot trainer saved the supernet after the last epoch
 */
public record EarlierRun(Model space, String evaluator, Map<String, Object> options, Path baseFolder, Path supernet) {
    /** Copies. */
    public EarlierRun {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
