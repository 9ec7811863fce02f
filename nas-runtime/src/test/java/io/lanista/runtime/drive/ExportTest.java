package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.deploy.OnnxDeployment;
import io.lanista.runtime.deploy.OnnxForm;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.export.ExportFolder;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportTest extends HostedTest {
    private RunResult run() throws InterruptedException {
        return nas.run(experiment(new Fixtures.Measuring((model, context) -> {
                    Files.writeString(context.artifactFolder().resolve("weights"), "of " + context.trial());
                    return value(model);
                }))
                .budget(Budget.ofTrials(3))
                .runsFolder(folder.resolve("runs"))
                .build());
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    @Test
    void aWinnerWhoseEvaluatorIsGoneIsExportedWithANote() throws Exception {
        RunResult run = run();
        ExportResult export = nas.export(run.folder(), folder.resolve("winner"));

        assertThat(export.winner()).isEqualTo(run.best());
        assertThat(export.unchecked()).hasValueSatisfying(why -> assertThat(why).contains("No evaluator 'measuring'"));
        assertThat(export.isExact()).isFalse();
        assertThat(names(folder.resolve("winner")))
                .containsExactlyInAnyOrder("architecture.json", "export.json", "weights", "MODEL.md");
        assertThatCode(() -> new ExportFolder(folder.resolve("winner")).check()).doesNotThrowAnyException();
    }

    @Test
    void aFileThatWasChangedOrTakenAwayIsNoticed() throws Exception {
        Path to = folder.resolve("winner");
        nas.export(run().folder(), to);
        ExportFolder export = new ExportFolder(to);

        Files.writeString(to.resolve("weights"), "and more", StandardOpenOption.APPEND);
        assertThatThrownBy(export::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("weights")
                .hasMessageContaining("was changed after it was exported");
        Files.delete(to.resolve("weights"));
        assertThatThrownBy(export::check).hasMessageContaining("weights").hasMessageContaining("is missing");
        assertThatThrownBy(() -> nas.load(to)).isInstanceOf(IOException.class).hasMessageContaining("is missing");
    }

    @Test
    void whatIsInTheWayStaysAsItIs() throws Exception {
        RunResult run = run();
        Path to = Files.createDirectory(folder.resolve("winner"));
        Files.writeString(to.resolve("mine"), "precious");

        assertThatThrownBy(() -> nas.export(run.folder(), to))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("is not empty");
        assertThat(names(to)).containsExactly("mine");
        assertThatThrownBy(() -> nas.export(run.folder(), to.resolve("mine")))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("There is a file where a folder is to be");
        Files.delete(to.resolve("mine"));
        nas.export(run.folder(), to);
        assertThat(names(to)).contains("architecture.json");
    }

    @Test
    void anExportThatFailsLeavesNothing() throws Exception {
        RunResult run = run();
        Set<String> before = names(folder);

        assertThatThrownBy(() -> nas.exportOnnx(
                        run.folder(), folder.resolve("winner"), new OnnxDeployment(OnnxForm.ONNX, false)))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("has no (network.bin)");
        assertThat(names(folder)).isEqualTo(before);
    }

    @Test
    void aNetworkWhoseDataAreGoneIsExportedAsItIsAndItsFilesAreNeighbours() throws Exception {
        Path data = Files.writeString(folder.resolve("data.csv"), table());
        RunResult run = nas.run(Experiment.named("small")
                .space(SearchSpace.of(Model.named("line")
                        .input("in", 2)
                        .then("out", Layer.of("linear", "units", Model.OUTPUTS))
                        .build()))
                .strategy(new Fixtures.Sensitive(), Map.of())
                .evaluator("classification", Map.of("data", Map.of("source", "csv", "path", "data.csv"), "epochs", 1))
                .executor("inline", Map.of())
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(1))
                .baseFolder(folder)
                .runsFolder(folder.resolve("runs"))
                .build());
        Path whole = folder.resolve("whole");
        assertThat(nas.export(run.folder(), whole).isExact()).isTrue();
        assertThat(Files.getPosixFilePermissions(whole.resolve("network.bin")))
                .isEqualTo(Files.getPosixFilePermissions(whole.resolve("architecture.json")));
        Files.delete(data);

        ExportResult export = nas.export(run.folder(), folder.resolve("winner"));

        assertThat(export.unchecked()).hasValueSatisfying(why -> assertThat(why).contains("data.csv"));
        try (TrainedNetwork network = nas.load(folder.resolve("winner"))) {
            assertThat(network.predict(new float[][] {
                        new float[(int) network.inputShape().count()]
                    })[0])
                    .hasSize(2);
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder("a,b,kind\n");
        for (int i = 0; i < 60; i++) {
            table.append(i)
                    .append(',')
                    .append(i * 7 % 11)
                    .append(',')
                    .append(i < 30 ? "low" : "high")
                    .append('\n');
        }
        return table.toString();
    }
}
