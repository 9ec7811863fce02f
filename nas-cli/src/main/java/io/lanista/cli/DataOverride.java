package io.lanista.cli;

import io.lanista.api.option.Option;
import io.lanista.djl.data.DataChoice;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the data that the command line names in the place of those that the experiment file names. Options that the file gives, such as
 * the label or the split, stay as far as the new data's source has them; files that it names go with the former data.
 */
final class DataOverride {
    private static final String DATA = "data";
    private static final String SOURCE = "source";
    private static final String PATH = "path";

    private DataOverride() {}

    /** Changes the experiment, and says which options of the file no longer count. */
    static List<String> apply(ExperimentBuilder builder, Path data, DataSources sources) {
        if (!Files.exists(data)) {
            throw new UserMistake("The data (" + data + ") don't exist. Maybe check the path.");
        }
        Experiment experiment = builder.build();
        Map<String, Object> options = new LinkedHashMap<>(experiment.evaluator().options());
        DataChoice choice = sources.infer(data);
        Map<String, Object> table = new LinkedHashMap<>();
        List<String> dropped = new ArrayList<>();
        if (options.get(DATA) instanceof Map<?, ?> given) {
            Set<String> kept = kept(given, choice.source(), experiment.baseFolder(), sources);
            given.forEach((name, value) -> {
                if (kept.contains(name) && !namesFile(value, experiment.baseFolder())) {
                    table.put(String.valueOf(name), value);
                } else if (!name.equals(SOURCE) && !name.equals(PATH)) {
                    dropped.add(String.valueOf(name));
                }
            });
        }
        table.put(SOURCE, choice.source());
        table.putAll(choice.options());
        options.put(DATA, table);
        builder.evaluator(experiment.evaluator().name(), options);
        return dropped;
    }

    /** The options that mean the same for the new data: all if they come from the same source, else those that every source has. */
    private static Set<String> kept(Map<?, ?> given, String source, Path folder, DataSources sources) {
        Object before = given.get(SOURCE);
        if (before == null && given.get(PATH) instanceof String path) {
            Path file = DataFile.resolve(folder, path);
            before = Files.exists(file) ? sources.infer(file).source() : source;
        }
        Set<String> kept = names(source, sources);
        if (!source.equals(before)) {
            sources.names().forEach(other -> kept.retainAll(names(other, sources)));
        }
        return kept;
    }

    /** A file such as that of the test part, or of labels, belongs to the data that it was named beside. */
    private static boolean namesFile(Object value, Path folder) {
        return value instanceof List<?> list
                ? list.stream().anyMatch(element -> namesFile(element, folder))
                : value instanceof String text
                        && !text.isBlank()
                        && Files.isRegularFile(DataFile.resolve(folder, text));
    }

    private static Set<String> names(String source, DataSources sources) {
        return sources.options(source).stream().map(Option::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
