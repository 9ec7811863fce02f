package io.lanista.runtime.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What simple models reach on a run's data, in a file of its folder: {@value #NAME}.
 *
 * @param run the folder
 */
public record BaselineFile(Path run) {
    private static final String NAME = "baselines.json";

    /** What was written; empty if nothing was, or it is damaged. */
    public Optional<List<Baseline>> read() {
        Path file = run.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, Map<String, Double>> stored = JsonMapper.shared()
                    .readValue(Files.readString(file), new TypeReference<Map<String, Map<String, Double>>>() {});
            List<Baseline> all = new ArrayList<>();
            stored.forEach((name, metrics) -> all.add(new Baseline(name, metrics)));
            return Optional.of(all);
        } catch (IOException | JacksonException e) {
            return Optional.empty(); // It is computed again.
        }
    }

    /** Writes them. */
    public void write(List<Baseline> all) {
        Map<String, Object> tree = new LinkedHashMap<>();
        all.forEach(baseline -> tree.put(baseline.name(), baseline.metrics()));
        try {
            Files.writeString(run.resolve(NAME), JsonMapper.shared().writeValueAsString(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
