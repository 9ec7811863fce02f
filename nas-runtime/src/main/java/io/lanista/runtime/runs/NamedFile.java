package io.lanista.runtime.runs;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A file or a folder that an experiment names.
 *
 * @param kind what it is to the experiment
 * @param text how it is named
 * @param path where it lies, absolute
 */
record NamedFile(Kind kind, String text, Path path) {
    /** The parts of an experiment whose options may name files. */
    private static final List<String> NAMING_FILES = List.of("evaluator", "trainer");

    /** Options that name no file, even if there is one of that name. */
    private static final Set<String> NAMES = Set.of("name", "source", "label");

    /** Options that name a file or a folder, such as the run whose supernet is an evaluator. */
    private static final Set<String> PATHS = Set.of("path", "start_from", "run");

    private static final String PAST = "past";
    private static final String WINNERS = "winners";
    private static final String ARCHITECTURE = "architecture";
    private static final String EXPORT = "export.json";

    /** What a file is to an experiment, and which of the files in a folder count. */
    enum Kind {
        /** What an evaluator or a trainer reads. */
        DATA("data", Integer.MAX_VALUE, ".*"),
        /** Of an earlier run, its trials. */
        RUN("earlier run", 1, "journal\\.jsonl|past-[0-9]+\\.jsonl"),
        /** Of an exported winner, its choices. */
        WINNER("exported winner", 1, "export\\.json");

        private final String word;
        private final int depth;
        private final String names;

        Kind(String word, int depth, String names) {
            this.word = word;
            this.depth = depth;
            this.names = names;
        }

        /** What people call it. */
        String word() {
            return word;
        }

        /** How deep its files lie in its folder. */
        int depth() {
            return depth;
        }

        boolean takes(Path file) {
            return DataFile.name(file).matches("(?s)" + names);
        }
    }

    /**
     * An experiment with other names for its files.
     *
     * @param experiment the keys of its file
     * @param base the folder from which its relative paths start, absolute
     * @param names called once for each file that is named, in the order of the parts
     */
    static Map<String, Object> renamed(Map<String, Object> experiment, Path base, Function<NamedFile, String> names) {
        return new Renaming(base, names).renamed(experiment);
    }

    private record Renaming(Path base, Function<NamedFile, String> names) {
        Map<String, Object> renamed(Map<String, Object> described) {
            Map<String, Object> experiment = new LinkedHashMap<>(described);
            for (String part : NAMING_FILES) {
                experiment.computeIfPresent(
                        part, (key, value) -> value instanceof Map<?, ?> ? option(value, this::text) : value);
            }
            experiment.computeIfPresent(PAST, (key, value) -> past(value));
            experiment.computeIfPresent(
                    ARCHITECTURE, (key, value) -> value instanceof String text ? architecture(text) : value);
            return experiment;
        }

        /** Options with the files that they name; {@code text} knows what a text means that stands here. */
        private Object option(Object value, Function<String, String> text) {
            if (value instanceof List<?> list) {
                return list.stream().map(element -> option(element, text)).toList();
            }
            if (value instanceof Map<?, ?>) {
                Map<String, Object> options = RunDescription.table(value);
                options.replaceAll((name, option) ->
                        NAMES.contains(name) ? option : option(option, isPath(name) ? this::path : this::text));
                return options;
            }
            return value instanceof String written ? text.apply(written) : value;
        }

        private static boolean isPath(String option) {
            return PATHS.contains(option) || option.endsWith("_path");
        }

        /** What is named by a path is a file or a folder, whether it is still there or not. */
        private String path(String text) {
            return text.isBlank() ? text : named(Kind.DATA, text);
        }

        /** Any other text may be the name of a file. That there is a folder of that name says nothing: "." and "/" are also signs. */
        private String text(String text) {
            return isFile(text, "") ? named(Kind.DATA, text) : text;
        }

        private Object past(Object value) {
            if (value instanceof Map<?, ?>) {
                Map<String, Object> winners = RunDescription.table(value);
                winners.computeIfPresent(WINNERS, (key, runs) -> option(runs, this::run));
                return winners;
            }
            return option(value, this::run);
        }

        private String run(String text) {
            return named(Kind.RUN, text);
        }

        private String architecture(String text) {
            return isFile(text, EXPORT) ? named(Kind.WINNER, text) : text;
        }

        private boolean isFile(String text, String within) {
            try {
                return !text.isBlank()
                        && Files.isRegularFile(DataFile.resolve(base, text).resolve(within));
            } catch (DataException e) {
                return false; // Then it is another kind of text.
            }
        }

        private String named(Kind kind, String text) {
            return names.apply(new NamedFile(kind, text, DataFile.resolve(base, text)));
        }
    }
}
