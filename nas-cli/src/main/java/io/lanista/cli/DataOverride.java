package io.lanista.cli;

import io.lanista.djl.data.DataChoice;
import io.lanista.djl.data.DataSources;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the data that the command line names in the place of those that the experiment file names. */
final class DataOverride {
    private DataOverride() {}

    static void apply(ExperimentBuilder builder, Path data) {
        if (!Files.exists(data)) {
            throw new UserMistake("The data (" + data + ") don't exist. Maybe check the path.");
        }
        Experiment experiment = builder.build();
        Map<String, Object> options = new LinkedHashMap<>(experiment.evaluator().options());
        options.put("data", table(DataSources.infer(data)));
        builder.evaluator(experiment.evaluator().name(), options);
    }

    private static Map<String, Object> table(DataChoice choice) {
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("source", choice.source());
        table.putAll(choice.options());
        return table;
    }
}
