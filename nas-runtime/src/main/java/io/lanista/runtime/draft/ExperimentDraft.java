package io.lanista.runtime.draft;

import java.nio.file.Path;
import java.util.List;

/**
 * An experiment that was proposed.
 *
 * @param name of the experiment, made of that of the data
 * @param text of the experiment file, in YAML, with comments
 * @param reasons what was chosen and why, a sentence each
 */
public record ExperimentDraft(String name, String text, List<String> reasons) {
    /** Copies. */
    public ExperimentDraft {
        reasons = List.copyOf(reasons);
    }

    /** What an experiment is called after its data: the name of the file or folder without its endings. */
    public static String name(Path data) {
        Path last = data.toAbsolutePath().normalize().getFileName();
        String plain = (last == null ? "data" : last.toString())
                .replaceAll("(?i)(\\.(csv|tsv|gz|bin|idx|parquet))+$", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[^A-Za-z0-9]+", "");
        return plain.isEmpty() ? "experiment" : plain;
    }
}
