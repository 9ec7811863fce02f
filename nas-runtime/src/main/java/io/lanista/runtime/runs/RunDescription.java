package io.lanista.runtime.runs;

import io.lanista.djl.file.DataFile;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The experiment of a run as an experiment file would describe it: what the run's file said when it began, with what its journal knows
 * better, such as options of the command line.
 *
 * @param tree the keys of the file
 * @param baseFolder from which its relative paths start
 * @param source the file as it was
 */
public record RunDescription(Map<String, Object> tree, Path baseFolder, String source) {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();

    /** Copies. */
    public RunDescription {
        tree = new LinkedHashMap<>(tree);
    }

    /**
     * Of a run.
     *
     * @throws ExperimentException if the folder holds no run, or one that a program described, of which there is no file
     */
    public static RunDescription of(Path run) {
        RunFolder folder = new RunFolder(run);
        RunSetup setup = RunSetup.read(run);
        if (!Files.exists(folder.source())) {
            throw new ExperimentException("The run (" + run
                    + ") was described by a program, so that there is no file of it. Maybe let that program start the same experiment"
                    + " again.");
        }
        JournalContents journal = JournalReader.read(folder.journal())
                .orElseThrow(() -> new ExperimentException("The run (" + run + ") has not begun yet."));
        try {
            String source = Files.readString(folder.source());
            return new RunDescription(described(source, journal), setup.baseFolder(), source);
        } catch (IOException e) {
            throw new ExperimentException("The run (" + run + ") can't be read: " + DataFile.reason(e) + ".", e);
        } catch (JacksonException e) {
            throw new ExperimentException(
                    "The experiment of the run (" + run + ") can't be read: " + e.getOriginalMessage(), e);
        }
    }

    /** As a file. */
    public String text() {
        return YAML.writeValueAsString(tree);
    }

    /** Where that file would lie. */
    public Path file() {
        return baseFolder.resolve("experiment.yaml");
    }

    private static Map<String, Object> described(String source, JournalContents journal) {
        Map<String, Object> experiment = table(YAML.readValue(source, Map.class));
        Header header = journal.header();
        if (!experiment.containsKey("architecture")) {
            experiment.put(header.method().word(), named(header.searcher()));
        }
        experiment.put("evaluator", named(header.evaluator()));
        experiment.put("seed", header.seed());
        experiment.put("parallel", header.parallelism());
        OptionalInt trials = trials(journal);
        if (trials.isPresent()) {
            Map<String, Object> budget = table(experiment.get("budget"));
            budget.put("trials", trials.getAsInt());
            experiment.put("budget", budget);
        }
        return experiment;
    }

    private static OptionalInt trials(JournalContents journal) {
        OptionalInt trials = journal.header().trials();
        for (JournalLine line : journal.lines()) {
            if (line.record() instanceof JournalRecord.Resumed resumed) {
                trials = resumed.trials();
            }
        }
        return trials;
    }

    private static Map<String, Object> named(JournalRecord.Component component) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", component.name());
        named.putAll(component.options());
        return named;
    }

    /** A copy of a table; an empty one of what is none. */
    static Map<String, Object> table(@Nullable Object given) {
        Map<String, Object> table = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> known) {
            known.forEach((key, value) -> table.put(String.valueOf(key), value));
        }
        return table;
    }
}
