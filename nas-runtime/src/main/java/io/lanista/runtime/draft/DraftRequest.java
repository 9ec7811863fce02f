package io.lanista.runtime.draft;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants an experiment for.
 *
 * @param data a file or a folder
 * @param label the column to predict, by its name or its position; if it isn't told, the last one
 * @param test a second file with examples for the test
 * @param time how long to search; if it isn't told, what suits the time that one epoch takes
 * @param options of the data's source, by name, such as {@code missing}; a plain value where a list is wanted is a list of one
 */
public record DraftRequest(
        Path data, Optional<String> label, Optional<Path> test, Optional<Duration> time, Map<String, Object> options) {
    /** Copies. */
    public DraftRequest {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
