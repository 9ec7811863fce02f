package io.lanista.onnx;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataParts;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.ClassificationEvaluator;
import io.lanista.djl.train.RegressionEvaluator;
import io.lanista.djl.train.TrainedNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A trained network with the data that it was trained on. */
public record Winner(TrainedNetwork network, DataSplit data) implements AutoCloseable {
    private static final int ROWS = 240;

    /** Drawn digits of one channel, classified by convolutions with batch norms, a sum and pools. */
    public static Winner digits(Path folder) throws Exception {
        Model model = Model.named("digits")
                .input("image", 1, 12, 12)
                .then("stem", Layer.of("conv2d", "out_channels", 8, "bias", false))
                .then("norm", Layer.of("batch_norm"))
                .then("relu", Layer.of("relu"))
                .then("down", Layer.of("max_pool2d"))
                .then("block", Layer.of("inverted_residual", "expand", 2, "activation", "relu"))
                .then("pool", Layer.of("avg_pool2d"))
                .then("flatten", Layer.of("flatten"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        DataSplit data = DataSources.standard().load("glyphs", Map.of("size", 12L, "per_class", 40L), folder);
        return trained(new ClassificationEvaluator(), model, Objective.maximize("accuracy"), data, 15, folder);
    }

    /** Rows of a table with two numbers to predict, one of them far from zero. */
    public static Winner numbers(Path folder) throws Exception {
        Model model = Model.named("numbers")
                .input("row", 4)
                .then("hidden", Layer.of("linear", "units", 16))
                .then("tanh", Layer.of("tanh"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        return trained(new RegressionEvaluator(), model, Objective.minimize("rmse"), split(twoNumbers()), 5, folder);
    }

    /** Rows with cells of all kinds, some of them missing, told apart by three of them. */
    public static Winner table(Path folder) throws Exception {
        Random random = new Random(3);
        String[] towns = {"Berlin", "Paris", "Rome"};
        StringBuilder csv = new StringBuilder("age,member,town,since,class\n");
        for (int row = 0; row < ROWS; row++) {
            int age = 20 + random.nextInt(50);
            boolean member = random.nextBoolean();
            int town = random.nextInt(towns.length);
            String group = age + (member ? 20 : 0) + 10 * town > 65 ? "high" : "low";
            csv.append(random.nextInt(9) == 0 ? "" : age).append(',');
            csv.append(random.nextInt(9) == 0 ? "" : member ? "yes" : "no").append(',');
            csv.append(random.nextInt(9) == 0 ? "" : towns[town]).append(',');
            csv.append(String.format(
                            Locale.ROOT,
                            "20%02d-%02d-%02d",
                            random.nextInt(20),
                            1 + random.nextInt(12),
                            1 + random.nextInt(28)))
                    .append(',');
            csv.append(group).append('\n');
        }
        Path file = Files.writeString(folder.resolve("table.csv"), csv);
        Model model = Model.named("table")
                .input("row", 1)
                .then("hidden", Layer.of("linear", "units", 16))
                .then("relu", Layer.of("relu"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        DataSplit data = DataSources.standard().load("csv", Map.of("path", file.toString(), "label", "class"), folder);
        return trained(
                new ClassificationEvaluator(),
                model.withInputShape(Shape.of(data.shape())),
                Objective.maximize("accuracy"),
                data,
                10,
                folder);
    }

    private static DataSet twoNumbers() {
        Random random = new Random(1);
        float[] features = new float[ROWS * 4];
        double[] targets = new double[ROWS * 2];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < 4; column++) {
                features[4 * row + column] = (float) (100 * column + random.nextGaussian() * (column + 1));
            }
            targets[2 * row] = features[4 * row] * 3 + 1;
            targets[2 * row + 1] = 2_000 + 10 * (features[4 * row + 1] - 100);
        }
        return DataSet.regression(new long[] {4}, features, targets, 2);
    }

    private static DataSplit split(DataSet all) {
        return DataSources.standard().withMemory(DataParts.of(all)).load("memory", Map.of(), Path.of(""));
    }

    /** Classes with these names, told apart by one number, in a network of one layer. */
    public static Winner named(List<String> names, Path folder) throws Exception {
        int rows = names.size() * 20;
        Random random = new Random(1);
        float[] features = new float[rows];
        int[] labels = IntStream.range(0, rows).map(row -> row % names.size()).toArray();
        for (int row = 0; row < rows; row++) {
            features[row] = (float) (labels[row] + random.nextGaussian());
        }
        Model model = Model.named("names")
                .input("row", 1)
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        DataSet data = DataSet.classification(new long[] {1}, names, features, labels);
        return trained(new ClassificationEvaluator(), model, Objective.maximize("accuracy"), split(data), 1, folder);
    }

    private static Winner trained(
            Evaluator evaluator, Model model, Objective objective, DataSplit data, long epochs, Path folder)
            throws Exception {
        Map<String, Object> options =
                Map.of("epochs", epochs, "batch_size", 32L, "optimizer", "adamw", "learning_rate", 0.01);
        try (Evaluation evaluation = evaluator.open(TestRequest.of(evaluator, model, objective, options, data))) {
            Model fitted = model.withOutputs(data.outputSize());
            FolderTrial trial = new FolderTrial(folder);
            evaluation.evaluate(fitted, trial);
            return new Winner(
                    TrainedNetwork.load(
                            trial.artifactFolder().resolve(TrainedNetwork.FILE), fitted, BlockCatalogue.standard()),
                    data);
        }
    }

    /** Raw numbers as the network itself takes them. */
    public InputPart input() {
        return new StandardizedInput(network.inputShape(), network.inputScale());
    }

    @Override
    public void close() {
        network.close();
    }
}
