package io.lanista.bench;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A search over a small table as a program: {@code FOLDER TRIALS PARALLELISM}. */
final class TableSearchProgram {
    private TableSearchProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("table.csv"), SmallTable.DIGITS);
        Experiment experiment = Experiment.named("table")
                .space(SmallTable.space())
                .strategy(new SmallTable.Drawing(), Map.of())
                .evaluator("tabular", Map.of("table", "table.csv", "objective", "valid"))
                .duplicates(DuplicatePolicy.REPEAT)
                .baseFolder(folder)
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(Integer.parseInt(arguments[1])))
                .parallelism(Integer.parseInt(arguments[2]))
                .runFolder(folder)
                .build();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            nas.run(experiment);
        }
        System.exit(0);
    }
}
