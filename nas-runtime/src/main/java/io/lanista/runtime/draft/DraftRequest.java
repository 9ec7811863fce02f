package io.lanista.runtime.draft;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What somebody wants an experiment for.
 *
 * @param data a file or a folder
 * @param label the column to predict, by its name or its position; if it isn't told, the last one
 * @param test a second file with examples for the test
 * @param time how long to search; if it isn't told, what suits the time that one epoch takes
 */
public record DraftRequest(Path data, Optional<String> label, Optional<Path> test, Optional<Duration> time) {}
