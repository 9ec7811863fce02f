package io.lanista.runtime;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.Picture;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.ColumnPreparation;
import io.lanista.djl.table.Encoder;
import io.lanista.djl.table.RowTable;
import io.lanista.djl.table.SeriesWindows;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.NetworkGroup;
import io.lanista.djl.train.Prediction;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.execute.PreparationFile;
import io.lanista.runtime.export.ExportFolder;
import io.lanista.runtime.text.ModelText;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an export wrote, ready for use on what people have: rows of a table by the names of their columns, pictures, or arrays. It does
 * to them what was done in training. Several networks, such as those of an ensemble, answer as one: with the mean of their answers.
 *
 * <pre>{@code
 * try (ExportedNetwork winner = ExportedNetwork.read(Path.of("winner"))) {
 *     float[] probabilities = winner.predict(Map.of("age", 39, "education", "Bachelors"));
 *     String likely = winner.outputNames().get(ExportedNetwork.highest(probabilities));
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads, as {@link TrainedNetwork} is; many examples in one call are predicted in batches. Close it to free its memory.
 */
public final class ExportedNetwork implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 4096;

    private final NetworkGroup group;
    private final Optional<TablePreparation> table;

    private ExportedNetwork(NetworkGroup group, Optional<TablePreparation> table) {
        this.group = group;
        this.table = table;
    }

    /**
     * Reads an export. Layer types beyond the standard ones are looked for on the class path; for those of plug-ins, see {@link
     * NasRuntime#load}.
     *
     * @throws IOException if a file is missing, or is not what was exported
     */
    public static ExportedNetwork read(Path folder) throws IOException {
        return read(folder, BlockCatalogue.discover(ExportedNetwork.class.getClassLoader()));
    }

    static ExportedNetwork read(Path folder, BlockCatalogue blocks) throws IOException {
        if (Files.exists(folder.resolve("journal.jsonl"))) {
            throw new NotExportedException(folder);
        }
        ExportFolder export = new ExportFolder(folder);
        export.check();
        List<TrainedNetwork> networks = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        try {
            for (ExportFolder.Member member : export.members()) {
                networks.add(network(member, blocks));
                weights.add(member.weight());
            }
            return new ExportedNetwork(new NetworkGroup(networks, weights), PreparationFile.read(folder));
        } catch (IOException | RuntimeException e) {
            networks.forEach(TrainedNetwork::close);
            throw e;
        }
    }

    private static TrainedNetwork network(ExportFolder.Member member, BlockCatalogue blocks) throws IOException {
        Model model = ModelText.fromJson(
                Files.readString(member.architecture()), member.architecture().toString());
        if (!Files.exists(member.weights())) {
            throw new NoSuchFileException(
                    member.weights().toString(),
                    null,
                    "the folder has an architecture without weights. Maybe it was exported before it was trained.");
        }
        return TrainedNetwork.load(member.weights(), model, blocks);
    }

    /** The networks that answer together; mostly one. */
    public NetworkGroup group() {
        return group;
    }

    /** How a table's columns become numbers; empty if the network was not trained on a table. */
    public Optional<TablePreparation> table() {
        return table;
    }

    /** What {@link #predict(float[][])} gives. */
    public Prediction prediction() {
        return group.first().prediction();
    }

    /** The classes in the order of the numbers that come out, or what the predicted numbers are called. */
    public List<String> outputNames() {
        if (prediction() == Prediction.PROBABILITIES) {
            return group.first().classNames();
        }
        return table.map(TablePreparation::labels).orElse(List.of());
    }

    /** The shape of one example. */
    public Shape inputShape() {
        return group.first().inputShape();
    }

    /**
     * Which number is the highest, the first of equals.
     *
     * @throws IllegalArgumentException if one is NaN, as outputs are for inputs that are far beyond those of the training
     */
    public static int highest(float... numbers) {
        int best = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (Float.isNaN(numbers[i])) {
                throw new IllegalArgumentException("The output (" + i
                        + ") is NaN, so none is the highest. Maybe a number that went in is too large.");
            }
            best = numbers[i] > numbers[best] ? i : best;
        }
        return best;
    }

    /**
     * Predicts from raw examples in arrays, see {@link TrainedNetwork#predict}.
     *
     * @throws IllegalArgumentException if an example has another number of values
     */
    public float[][] predict(float[][] examples) {
        return group.predict(examples);
    }

    /**
     * Predicts from the rows of a table. Columns are found by their names; those that aren't known don't count, see {@link
     * TablePreparation#unknown}.
     *
     * @return a row for each: the probability of each class, or the predicted numbers
     * @throws DataException if a column is missing or of another kind, or the network was not trained on a table
     */
    public float[][] predict(Table rows) {
        TablePreparation preparation = table.orElseThrow(
                () -> new DataException("The network was not trained on a table, so it has no columns. Maybe give it "
                        + (inputShape().rank() == 3 ? "pictures, or arrays" : "arrays") + " of the shape "
                        + inputShape()
                        + "."));
        Encoder encoder = preparation.encoder(rows);
        int width = encoder.width();
        float[][] predictions = new float[rows.size()][];
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows.size() - from);
            float[] values = new float[count * width];
            for (int row = 0; row < count; row++) {
                encoder.encode(from + row, values, row * width);
            }
            float[][] part = encoded(values, count, width);
            System.arraycopy(part, 0, predictions, from, count);
        }
        return predictions;
    }

    /** Rows of a table are standardised by their preparation; images that were made of columns are raw. */
    private float[][] encoded(float[] values, int count, int width) {
        if (inputShape().rank() == 1) {
            return group.predictStandardized(values);
        }
        float[][] examples = new float[count][width];
        for (int row = 0; row < count; row++) {
            System.arraycopy(values, row * width, examples[row], 0, width);
        }
        return predict(examples);
    }

    /**
     * Reads a file as the network takes it: the rows of a table, whose columns are found by their names; of a series, a row for each step
     * that has a whole window behind it.
     *
     * @throws DataException if the file can't be read, or the network was not trained on a table
     */
    public Table rows(Path file) {
        TablePreparation preparation = table.orElseThrow(() -> new DataException(
                "The network was not trained on a table, so it can't take the rows of (" + file + ")."));
        Table rows = preparation.read(file).table();
        if (!SeriesWindows.isFor(preparation)) {
            return rows;
        }
        List<String> names = new ArrayList<>(
                preparation.columns().stream().map(ColumnPreparation::name).toList());
        names.addAll(preparation.labels());
        return SeriesWindows.of(rows, names);
    }

    /**
     * Predicts from one row, given by the names of its columns: numbers, texts, booleans. What is missing, or null, is a missing cell.
     *
     * @throws DataException if a name is unknown, or no column is given
     */
    public float[] predict(Map<String, ?> row) {
        return predict(List.of(row))[0];
    }

    /** The same for several rows. */
    public float[][] predict(List<? extends Map<String, ?>> rows) {
        TablePreparation preparation = table.orElseThrow(() -> new DataException(
                "The network was not trained on a table, so it has no columns. Maybe give it arrays of the shape "
                        + inputShape() + "."));
        return predict(RowTable.of(preparation, rows));
    }

    /**
     * Predicts from pictures, see {@link Picture}.
     *
     * @throws DataException if the network takes no images, or was trained on images that were made of a table's columns
     */
    public float[][] predict(BufferedImage... pictures) {
        requirePictures();
        float[][] examples = new float[pictures.length][];
        for (int i = 0; i < pictures.length; i++) {
            examples[i] = Picture.of(pictures[i], inputShape(), group.first().fit());
        }
        return predict(examples);
    }

    /** The same for pictures in files. */
    public float[][] predictFiles(List<Path> pictures) {
        requirePictures();
        return predict(pictures.stream()
                .map(picture ->
                        Picture.read(picture, inputShape(), group.first().fit()))
                .toArray(float[][]::new));
    }

    private void requirePictures() {
        if (table.isPresent()) {
            throw new DataException("The network was trained on the columns of a table ("
                    + table.get().columns().get(0).name()
                    + ", …), so it can't know what scale pictures have. Maybe give it a table.");
        }
    }

    @Override
    public void close() {
        group.networks().forEach(TrainedNetwork::close);
    }
}
