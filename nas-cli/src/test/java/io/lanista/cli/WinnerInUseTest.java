package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.runtime.ExportedNetwork;
import io.lanista.runtime.runs.RunHistory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a table with words and gaps to its predictions, on one small run. */
@Tag("slow")
class WinnerInUseTest {
    @TempDir
    private static Path folder;

    private static Path winner = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void search() throws Exception {
        Files.writeString(folder.resolve("people.csv"), people(400, 1));
        Path file = Files.writeString(folder.resolve("people.yaml"), """
                name: people
                space: {hub: table, size: small}
                strategy: in-order
                evaluator: {name: classification, data: {path: people.csv, label: buys, numbers: quantile}, epochs: 3, batch_size: 32}
                objective: {minimize: loss}
                budget: {trials: 2}
                executor: inline
                """);
        Path runs = folder.resolve("runs");
        succeed("run", file.toString(), "--out", runs.toString(), "--quiet");
        winner = folder.resolve("winner");
        succeed("export", runs.resolve("people-1").toString(), "--to", winner.toString());
    }

    /** Rows about people, with an id, gaps, words and a label that two of the columns decide. */
    static String people(int count, int seed) {
        StringBuilder text = new StringBuilder("id,age,town,member,buys\n");
        Random random = new Random(seed);
        for (int row = 0; row < count; row++) {
            int age = 18 + random.nextInt(60);
            String town = List.of("Bonn", "Ulm", "Kiel").get(random.nextInt(3));
            boolean member = random.nextBoolean();
            text.append(row + 1).append(',');
            text.append(random.nextInt(10) == 0 ? "" : age).append(',');
            text.append(town).append(',').append(member ? "yes" : "no").append(',');
            text.append((age > 45) == member ? "often" : "never").append('\n');
        }
        return text.toString();
    }

    private static void succeed(String... arguments) {
        StringWriter told = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(told));
        line.setErr(new PrintWriter(told));
        assertThat(line.execute(arguments)).as(told.toString()).isEqualTo(ExitCode.OK);
    }

    private int nas(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private Path table(String text) throws Exception {
        return Files.writeString(folder.resolve("new.csv"), text);
    }

    @Test
    void columnsAreFoundByTheirNamesInAnyOrder() throws Exception {
        Path rows = table("member,note,town,age\nyes,x,Ulm,70\nno,y,Atlantis,\n");

        assertThat(nas("predict", winner.toString(), rows.toString())).isEqualTo(ExitCode.OK);

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("prediction,p:never,p:often");
        assertThat(err.toString())
                .contains("doesn't know these columns", "note")
                .contains("1 of 2 cells of the column (town)");
        try (ExportedNetwork network = ExportedNetwork.read(winner)) {
            float[] one = network.predict(Map.of("age", 70, "town", "Ulm", "member", true));
            assertThat(one[0] + one[1]).isCloseTo(1, within(1e-5f));
            assertThat(Float.parseFloat(lines.get(1).split(",")[1])).isCloseTo(one[0], within(1e-6f));
            assertThat(network.outputNames()).containsExactly("never", "often");
        }
    }

    @Test
    void numbersInAnotherUnitAreTold() throws Exception {
        Path rows = table("member,town,age\nyes,Ulm,25570\nno,Ulm,10957\n");

        assertThat(nas("predict", winner.toString(), rows.toString())).isEqualTo(ExitCode.OK);

        assertThat(err.toString())
                .contains("2 of 2 numbers of the column (age) are far from", "(25570)", "in another unit");
    }

    @Test
    void predictionsNeverTakeThePlaceOfTheirData() throws Exception {
        String text = "member,town,age\nyes,Ulm,70\n";
        Path rows = table(text);

        assertThat(nas("predict", winner.toString(), rows.toString(), "--to", rows.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("(--to) is (", "Maybe name another file");
        assertThat(rows).hasContent(text);
    }

    @Test
    void predictionsNeverTakeThePlaceOfTheNetworksFiles() throws Exception {
        Path rows = table("member,town,age\nyes,Ulm,70\n");

        assertThat(nas(
                        "predict",
                        winner.toString(),
                        rows.toString(),
                        "--to",
                        winner.resolve("network.bin").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("(--to) is (", "not to be changed");
    }

    @Test
    void answersThatAreNoNumbersAreNoClass() {
        NewData predicted = NewData.ofPictures(
                new float[][] {{0.5f, 0.5f}, {Float.NaN, Float.NaN}}, List.of(Path.of("a.png"), Path.of("b.png")));

        assertThatThrownBy(predicted::requireNumbers).hasMessageContainingAll("(1) of (2)", "b.png");
        assertThatThrownBy(() -> ExportedNetwork.highest(Float.NaN, 1)).hasMessageContaining("NaN");
    }

    @Test
    void aFileOfTheExportThatWasChangedOrAddedIsNamedInASentence() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("changed"));
        try (Stream<Path> files = Files.list(winner)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Path rows = table("member,town,age\nyes,Ulm,70\n");
        Files.copy(copy.resolve("network.bin"), copy.resolve("network-2.bin"));

        assertThat(nas("predict", copy.toString(), rows.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("network-2.bin) is none of the export")
                .doesNotContain("\tat ");

        Files.delete(copy.resolve("network-2.bin"));
        Files.write(copy.resolve("network.bin"), new byte[1], StandardOpenOption.APPEND);
        assertThat(nas("predict", copy.toString(), rows.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("network.bin) was changed after it was exported")
                .doesNotContain("\tat ", "shouldn't have");

        Files.delete(copy.resolve("export.json"));
        assertThat(nas("predict", copy.toString(), rows.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("changed) is no whole export", "(export.json)", "Maybe export again");
    }

    @Test
    void columnsAndCellsThatAreNotClearAreNamedWithWaysOutThatPredictHas() throws Exception {
        Path rows = table("member,town,age,age\nyes,Ulm,70,71\n");
        assertThat(nas("predict", winner.toString(), rows.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Two columns of", "are called (age)");

        table("member,town,age\nyes,Ulm,old\n");
        assertThat(nas("predict", winner.toString(), rows.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("is (old)", "Maybe mend it, or leave the cell empty")
                .doesNotContain("option");
    }

    @Test
    void withoutThePreparationOfItsTableNoNetworkIsExported() throws Exception {
        Path preparation = folder.resolve("runs/people-1/preparation.json");
        Path kept = Files.move(preparation, folder.resolve("kept.json"));
        Path to = folder.resolve("useless");
        for (String command : List.of("export", "ensemble")) {
            assertThat(nas(command, folder.resolve("runs/people-1").toString(), "--to", to.toString()))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(err.toString()).contains("has no (preparation.json) any more");
            assertThat(to).doesNotExist();
        }
        Files.move(kept, preparation);
    }

    @Test
    void aMissingColumnIsNamed() throws Exception {
        Path rows = table("town,age\nUlm,70\nBonn,20\n");

        assertThat(nas("predict", winner.toString(), rows.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("(member)", "Available: town, age").doesNotContain("\tat ");
    }

    @Test
    void evaluatingSaysAllMetricsWithIntervals() throws Exception {
        Path rows = table(people(200, 2));

        assertThat(nas("evaluate", winner.toString(), rows.toString(), "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("\"examples\":200", "\"auc\":", "\"confusion\":[[", "\"intervals\":");
        assertThat(nas("evaluate", winner.toString(), rows.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("balanced_accuracy", "IS \\ PREDICTED");
    }

    @Test
    void aRunIsNoWinner() {
        assertThat(nas(
                        "predict",
                        folder.resolve("runs/people-1").toString(),
                        folder.resolve("people.csv").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nas export");
    }

    @Test
    void anEnsembleIsUsedLikeOneNetwork() throws Exception {
        Path team = folder.resolve("team");
        assertThat(nas("ensemble", folder.resolve("runs/people-1").toString(), "--size", "3", "--to", team.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("The best trial alone", "multiply-accumulates");

        Path rows = table("member,town,age\nyes,Ulm,70\n");
        assertThat(nas("predict", team.toString(), rows.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aProjectAroundAnEnsembleTestsWhatItsNetworksAnswerTogether() throws Exception {
        Path project = folder.resolve("team-project");

        assertThat(nas(
                        "ensemble",
                        folder.resolve("runs/people-1").toString(),
                        "--to",
                        project.toString(),
                        "--as",
                        "project"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("The best trial alone", "mvnw -B verify");
        try (ExportedNetwork team = ExportedNetwork.read(project.resolve("winner"))) {
            float[] ones = new float[(int) team.inputShape().count()];
            Arrays.fill(ones, 1);
            assertThat(project.resolve("src/test/java/com/example/MainTest.java"))
                    .content()
                    .contains(team.predict(new float[][] {ones})[0][0] + "f, ");
        }
    }

    @Test
    void anEnsembleIsWrittenAsOneModelInOnnxWithItsGainAndItsCost() throws Exception {
        Path team = folder.resolve("team-onnx");
        assertThat(nas("ensemble", folder.resolve("runs/people-1").toString(), "--to", team.toString(), "--as", "djl"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("model.onnx has", "By loss, it gains", "times those of the best trial alone")
                .contains("! They were chosen by the", "'ensemble: 0.5'");
        assertThat(team.resolve("model.onnx")).isNotEmptyFile();
        assertThat(team.resolve("serving.properties")).isNotEmptyFile();
        assertThat(Files.readString(team.resolve("MODEL.md")))
                .contains("an ensemble", "| trial | weight |", "95 % interval");
    }

    @Test
    void trainingGoesOnFromOldWeightsOnNewDataPreparedAsBefore() throws Exception {
        String run = folder.resolve("runs/people-1").toString();
        // Other columns beside, in another order, with a word that the network doesn't know.
        StringBuilder rows = new StringBuilder("note,buys,member,town,age,id\n");
        people(200, 3).lines().skip(1).forEach(line -> {
            String[] cells = line.split(",");
            rows.append("x,").append(cells[4]).append(',').append(cells[3]);
            rows.append(cells[2].equals("Kiel") ? ",Oslo," : "," + cells[2] + ",");
            rows.append(cells[1]).append(',').append(cells[0]).append('\n');
        });
        Path more = Files.writeString(folder.resolve("more.csv"), rows);
        String runs = folder.resolve("again").toString();

        for (String from : List.of("--from-weights", "--json")) {
            assertThat(nas("retrain", run, from, "--epochs=1", "--data", more.toString(), "--out", runs))
                    .as(err.toString())
                    .isEqualTo(ExitCode.OK);
        }

        assertThat(loss(folder.resolve("again/people-retrained-1")))
                .isLessThan(loss(folder.resolve("again/people-retrained-2")));
        assertThat(Files.readString(folder.resolve("again/people-retrained-1/preparation.json")))
                .isEqualTo(Files.readString(winner.resolve("preparation.json")));
        assertThat(folder.resolve("again/people-retrained-2/preparation.json"))
                .content()
                .contains("Oslo");
    }

    @Test
    void theCardOfANetworkThatKnowsAllExamplesSaysSoOfItsScores() throws Exception {
        String run = folder.resolve("runs/people-1").toString();
        Path all = folder.resolve("all");
        Path to = folder.resolve("knowing");

        assertThat(nas("retrain", run, "--all-data", "--epochs=1", "--out", all.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(nas("export", all.resolve("people-retrained-1").toString(), "--to", to.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(nas("best", all.resolve("people-retrained-1").toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("no scores of examples that it doesn't know");
        assertThat(nas("best", all.resolve("people-retrained-1").toString(), "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("\"all_data\":true");

        assertThat(to.resolve("MODEL.md"))
                .content()
                .contains("400 to train", "trained on the examples of all parts", "of what it knows already")
                .doesNotContain("are not.");
    }

    private static double loss(Path run) {
        return RunHistory.read(run).best().orElseThrow().scores().only().value();
    }

    @Test
    void newDataThatANetworkCannotLearnFromAreRefusedInOneSentence() throws Exception {
        Path other =
                Files.writeString(folder.resolve("other.csv"), people(100, 4).replace("never", "seldom"));

        assertThat(nas(
                        "retrain",
                        folder.resolve("runs/people-1").toString(),
                        "--from-weights",
                        "--data",
                        other.toString(),
                        "--out",
                        folder.resolve("again").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("(seldom)", "the network doesn't know", "never")
                .doesNotContain("\tat ");
    }

    @Test
    void aProjectHasWhatItTakesToBuildTestAndPredict() throws Exception {
        Path project = folder.resolve("project");

        assertThat(nas(
                        "export",
                        folder.resolve("runs/people-1").toString(),
                        "--to",
                        project.toString(),
                        "--as",
                        "project"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("./mvnw -B verify");
        assertThat(project.resolve("winner/network.bin")).isNotEmptyFile();
        assertThat(project.resolve("pom.xml"))
                .content()
                .contains("<artifactId>people-winner</artifactId>", "nas-runtime")
                .doesNotContain("@");
        String test = Files.readString(project.resolve("src/test/java/com/example/MainTest.java"));
        try (ExportedNetwork network = ExportedNetwork.read(project.resolve("winner"))) {
            float[] ones = new float[(int) network.inputShape().count()];
            Arrays.fill(ones, 1);
            assertThat(test).contains(network.predict(new float[][] {ones})[0][0] + "f, ");
            Path rows = table("member,town,age\nyes,Ulm,70\nno,Bonn,\n");
            assertThat(network.predict(network.rows(rows))).hasDimensions(2, 2);
        }
        assertThat(Files.readString(project.resolve("README.md")))
                .contains("`age`", "`town`", "`member`")
                .doesNotContain("@");
        assertThat(project.resolve("src/main/java/com/example/Main.java"))
                .content()
                .doesNotContain("@told@", "@artifact@");
    }

    @Test
    void theExportHasACardAndThePreparation() throws Exception {
        assertThat(Files.readString(winner.resolve("MODEL.md")))
                .contains("# people", "Fingerprint", "buys", "Left out: id", "95 % interval")
                .contains("400 examples", "240 to train", "Options of the data: `{label=buys, numbers=quantile")
                .contains("those of the test part, by which nothing was chosen, are not");
        assertThat(winner.resolve("preparation.json")).isNotEmptyFile();
    }

    @Test
    void layerTypesAreListedWithTheirAttributes() {
        assertThat(nas("layers")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("conv2d", "units (required)");
        assertThat(nas("layers", "ensemble")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("members");
    }
}
