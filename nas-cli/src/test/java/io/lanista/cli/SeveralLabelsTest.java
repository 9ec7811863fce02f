package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Several columns to predict, from the table to predictions. */
class SeveralLabelsTest {
    @TempDir
    private Path folder;

    private String nas(String... arguments) {
        StringWriter told = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(told));
        line.setErr(new PrintWriter(told));
        assertThat(line.execute(arguments)).as(told.toString()).isEqualTo(ExitCode.OK);
        return told.toString();
    }

    static String weather(boolean questions) {
        StringBuilder text = new StringBuilder("x,y,town,rain,wind\n");
        Random random = new Random(1);
        for (int row = 0; row < 300; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            text.append(x).append(',').append(y).append(row % 2 == 0 ? ",Ulm," : ",Kiel,");
            text.append(questions ? x > 0 ? "yes" : "no" : String.valueOf(x + y))
                    .append(',');
            text.append(questions ? y > 0 ? "yes" : "no" : String.valueOf(10 * y))
                    .append('\n');
        }
        return text.toString();
    }

    /** Searches a little, and exports the winner with its model in ONNX. */
    private Path winner(String evaluator, String metric) throws Exception {
        Path file = Files.writeString(folder.resolve("weather.yaml"), """
                name: weather
                space: {hub: table, size: small, predicts: values}
                strategy: in-order
                evaluator: {name: %s, data: {path: weather.csv, label: [rain, wind], validation: {folds: 2}}, epochs: 2, batch_size: 32}
                objective: {minimize: %s}
                budget: {trials: 1}
                executor: inline
                """.formatted(evaluator, metric));
        assertThat(nas("run", file.toString(), "--out", folder.toString()))
                .contains("simple models", "linear " + metric);
        Path winner = folder.resolve("winner");
        assertThat(nas("export", folder.resolve("weather-1").toString(), "--to", winner.toString(), "--as", "onnx"))
                .contains("model.onnx has");
        return winner;
    }

    @Test
    void questionsAreAnsweredEachWithItsChance() throws Exception {
        Path data = Files.writeString(folder.resolve("weather.csv"), weather(true));
        Path winner = winner("multilabel", "loss");

        assertThat(nas("predict", winner.toString(), data.toString()).lines().toList())
                .hasSize(301)
                .startsWith("prediction,p:rain,p:wind");
        assertThat(nas("evaluate", winner.toString(), data.toString()))
                .contains("exact", "auc")
                .containsPattern("LABEL +LOSS +ACCURACY .*\\nrain +[0-9.]+ .*\\nwind +[0-9.]+ ");
    }

    @Test
    void aLabelThatIsNearlyAlwaysTheSameIsCalledByItsName() throws Exception {
        StringBuilder text = new StringBuilder("rain,x,snow\n");
        for (int row = 0; row < 100; row++) {
            text.append(row % 3 == 0 ? "yes," : "no,").append(row % 11).append(row % 20 == 0 ? ",yes\n" : ",no\n");
        }
        Files.writeString(folder.resolve("weather.csv"), text);
        Path file = Files.writeString(folder.resolve("snow.yaml"), """
                name: snow
                space: {hub: table, size: small, predicts: values}
                strategy: in-order
                evaluator: {name: multilabel, data: {path: weather.csv, label: [rain, snow]}, epochs: 1}
                objective: {minimize: loss}
                budget: {trials: 1}
                executor: inline
                """);

        assertThat(nas("run", file.toString(), "--out", folder.toString()))
                .contains("! The number to predict (snow) is (0.0) in 95.0 % of the examples.");
    }

    @Test
    void numbersArePredictedSideBySide() throws Exception {
        Path data = Files.writeString(folder.resolve("weather.csv"), weather(false));
        Path winner = winner("regression", "rmse");

        assertThat(nas("predict", winner.toString(), data.toString()).lines().toList())
                .hasSize(301)
                .startsWith("prediction:rain,prediction:wind");
        assertThat(nas("evaluate", winner.toString(), data.toString()))
                .containsPattern("LABEL +R2 +MAE .*\\nrain +-?[0-9.]+ .*\\nwind +-?[0-9.]+ ");
        assertThat(nas("evaluate", winner.toString(), data.toString(), "--json"))
                .containsPattern("\"by_label\":\\{\"rain\":\\{\"r2\":.*\"wind\":\\{\"r2\":");
    }

    @Test
    void asManyNetworksAsThereWereFoldsAreTrainedOnAllData() throws Exception {
        Files.writeString(folder.resolve("weather.csv"), weather(false));
        winner("regression", "rmse");

        assertThat(nas(
                        "retrain",
                        folder.resolve("weather-1").toString(),
                        "--all-data",
                        "--epochs=1",
                        "--out",
                        folder.toString()))
                .contains("300 to train", "so there are no scores of examples that it doesn't know")
                .containsPattern("#0 +step 1 .*, rmse [0-9.e-]+ ± [0-9.e-]+")
                .containsPattern("measured: .*rmse [0-9.e-]+ ± [0-9.e-]+")
                .doesNotContain("_se");
    }
}
