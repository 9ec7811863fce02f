package io.lanista.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import picocli.CommandLine;

/** The command line inside of a test, with files in a folder: what was printed last, and how it ended. */
final class Shell {
    /** A perceptron for any table. */
    static final String PERCEPTRON = """
            {name: net, layers: [{linear: {units: {choice: width, of: [8, 16]}}}, relu, {linear: {units: outputs}}]}""";

    /** A convolution for any images. */
    static final String CONVOLUTION = """
            {name: conv, input: {image: [3, 8, 8]}, layers: [
              {conv2d: {out_channels: {choice: width, of: [4, 8]}, kernel: 3}}, relu, flatten, {linear: {units: outputs}}]}""";

    private final Path folder;
    private String out = "";
    private String err = "";

    Shell(Path folder) {
        this.folder = folder;
    }

    /** What was printed. */
    String out() {
        return out;
    }

    /** What was told of mistakes. */
    String err() {
        return err;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    /** Runs the command, and returns its exit code. */
    int nas(String... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter told = new StringWriter();
        CommandLine line = Main.commandLine(arguments);
        line.setOut(new PrintWriter(printed));
        line.setErr(new PrintWriter(told));
        int code = line.execute(arguments);
        out = printed.toString();
        err = told.toString();
        return code;
    }

    /** Runs the experiment {@code experiment.yaml}, with its runs beside it. */
    int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                folder.resolve("experiment.yaml").toString(),
                "--out",
                folder.resolve("runs").toString()));
        arguments.addAll(List.of(more));
        return nas(arguments.toArray(String[]::new));
    }

    /** Writes {@code experiment.yaml}, which trains one network of a space inside of this JVM. */
    void experiment(String evaluator, String data, String objective, String space, String more) throws IOException {
        write("space.yaml", space);
        write("experiment.yaml", """
                name: t
                space: space.yaml
                strategy: in-order
                evaluator: {name: %s, data: %s, epochs: 15, batch_size: 16, learning_rate: 0.02}
                objective: {maximize: %s}
                budget: {trials: 1}
                executor: inline
                %s
                """.formatted(evaluator, data, objective, more));
    }

    /** The same for a table whose last column has the classes. */
    void classes(String table) throws IOException {
        classes(table.getBytes(StandardCharsets.UTF_8));
    }

    void classes(byte[] table) throws IOException {
        write("data.csv", table);
        experiment("classification", "{source: csv, path: data.csv}", "accuracy", PERCEPTRON, "");
    }

    /** 120 rows of 4 numbers, by which the three classes of the last column can be told apart. */
    static List<String> rows(String... classes) {
        Random random = new Random(1);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 120; row++) {
            int label = row % classes.length;
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < 4; column++) {
                double value = (column == label ? 4 : 0) + random.nextGaussian();
                line.append(String.format(Locale.ROOT, "%.4f,", value));
            }
            rows.add(line + classes[label]);
        }
        return rows;
    }

    /** The same as a file with a header. */
    static String table(String... classes) {
        return "a,b,c,d,kind\n" + String.join("\n", rows(classes)) + "\n";
    }
}
