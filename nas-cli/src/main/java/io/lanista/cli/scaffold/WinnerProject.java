package io.lanista.cli.scaffold;

import io.lanista.djl.table.ColumnPreparation;
import io.lanista.djl.table.SeriesWindows;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.Prediction;
import io.lanista.runtime.ExportedNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Maven project around an exported network: a build, a program that predicts, and a test that the network answers as it did when it was
 * exported.
 *
 * @param experiment whose winner it is
 * @param repository where Lanista's artifacts are
 */
public record WinnerProject(String experiment, URI repository) {
    /** The folder of the exported network in the project. */
    public static final String WINNER = "winner";

    private static final double TOLERANCE = 1e-4;

    /**
     * Writes it around a network.
     *
     * @param network that was exported into the folder {@value #WINNER} of this one
     */
    public void write(Path folder, ExportedNetwork network) throws IOException {
        Map<String, String> values = values(network);
        boolean rows = network.table().isPresent();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "pom.xml");
        files.put("src/main/java/com/example/Main.java", rows ? "rows.txt" : "pictures.txt");
        files.put("src/test/java/com/example/MainTest.java", "test.txt");
        files.put("README.md", "README.md");
        files.put(".gitignore", "gitignore");
        files.replaceAll((path, template) -> Templates.filled("winner/" + template, values));
        files.putAll(ProjectFiles.mavenWrapper());
        ProjectFiles.write(folder, files);
    }

    private Map<String, String> values(ExportedNetwork network) {
        Map<String, String> values = new LinkedHashMap<>();
        Properties versions = Templates.versions();
        versions.stringPropertyNames().forEach(name -> values.put(name, versions.getProperty(name, "")));
        String plain = experiment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        values.put("artifact", plain.replaceAll("^-|-$", "") + "-winner");
        values.put("repository", repository.toString());
        values.put("told", Templates.filled("winner/told.txt", Map.of()).stripTrailing());
        float[] example = new float[Math.toIntExact(network.inputShape().count())];
        Arrays.fill(example, 1);
        float[] answer = network.predict(new float[][] {example})[0];
        values.put(
                "answer",
                IntStream.range(0, answer.length)
                        .mapToObj(place -> answer[place] + "f")
                        .collect(Collectors.joining(", ")));
        values.put("tolerance", Double.toString(tolerance(network, answer)));
        values.put("example", network.table().isPresent() ? "new.csv" : "picture.png");
        values.put("columns", network.table().map(WinnerProject::columns).orElse(""));
        return values;
    }

    /** Processors sum in different orders. */
    private static double tolerance(ExportedNetwork network, float... answer) {
        double largest = 1;
        for (float number : answer) {
            largest = network.prediction() == Prediction.PROBABILITIES ? 1 : Math.max(largest, Math.abs(number));
        }
        return TOLERANCE * largest;
    }

    private static String columns(TablePreparation table) {
        if (SeriesWindows.isFor(table)) {
            return "\nIt takes the series itself, in the order of time, and predicts from each step that has a whole window behind it.\n";
        }
        return "\nThe table must have these columns, in any order: "
                + table.columns().stream()
                        .map(ColumnPreparation::name)
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", "))
                + ".\n";
    }
}
