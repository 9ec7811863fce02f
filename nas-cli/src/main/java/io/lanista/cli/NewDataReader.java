package io.lanista.cli;

import io.lanista.api.model.Shape;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataUse;
import io.lanista.djl.data.NewExamples;
import io.lanista.djl.data.Picture;
import io.lanista.djl.data.Task;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.ColumnPreparation;
import io.lanista.djl.table.Encoder;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.SeriesWindows;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TableFile;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.Prediction;
import io.lanista.runtime.ExportedNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads data as an exported network takes them, and has it predict them. */
final class NewDataReader {
    /** What data may be, for people. */
    static final String FORMS =
            "A table (.csv, .parquet), - for one (.csv) at the standard input, a picture, a folder of pictures, or files in"
                    + " MNIST's or CIFAR-10's format.";

    private static final String STANDARD_INPUT = "-";
    private static final int ARRAYS_AT_ONCE = 256;
    private static final int IMAGE = 3;
    private static final Pattern OPTION = Pattern.compile(" Maybe [^.]*\\(option [^)]*\\)[^.]*\\.");

    /** Sources whose data are read here, without their answers. */
    private static final Set<String> OWN = Set.of("csv", "image-folder");

    private final ExportedNetwork network;
    private final DataSources sources;
    private final Optional<Path> labels;
    private final PrintWriter notes;

    /**
     * A reader.
     *
     * @param sources those that there are
     * @param labels the file of the answers, if they lie apart
     * @param notes takes what people should know, a line each
     */
    NewDataReader(ExportedNetwork network, DataSources sources, Optional<Path> labels, PrintWriter notes) {
        this.network = network;
        this.sources = sources;
        this.labels = labels;
        this.notes = notes;
    }

    /** Whether only a plug-in might know what this is. */
    static boolean isForPlugins(Path data) {
        return !data.toString().equals(STANDARD_INPUT)
                && Files.exists(data)
                && !Picture.isNamedLikeOne(data)
                && source(data, DataSources.standard()).isEmpty();
    }

    private static Optional<String> source(Path data, DataSources sources) {
        try {
            return Optional.of(sources.infer(data).source());
        } catch (DataException none) {
            return Optional.empty();
        }
    }

    /** Reads and predicts data; {@code -} is a table at the standard input. */
    NewData read(Path data, InputStream in) throws IOException {
        if (!data.toString().equals(STANDARD_INPUT)) {
            return checked(data);
        }
        Path copy = Files.createTempFile("nas-input-", ".csv");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return checked(copy);
        } catch (DataException | UserMistake e) {
            throw new UserMistake(String.valueOf(e.getMessage()).replace(copy.toString(), "the standard input"));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private NewData checked(Path data) throws IOException {
        NewData predicted;
        try {
            predicted = predict(data);
        } catch (DataException e) {
            throw new DataException(withoutOptions(String.valueOf(e.getMessage())), e);
        }
        notes.flush();
        predicted.requireNumbers();
        return predicted;
    }

    /** The ways out of a sentence about training data are options of these, which new data don't have. */
    private static String withoutOptions(String sentence) {
        return OPTION.matcher(sentence)
                .replaceAll(way -> way.group().contains("encoding")
                        ? " Maybe save it as UTF-8."
                        : " Maybe mend it, or leave the cell empty.");
    }

    private NewData predict(Path data) throws IOException {
        boolean folder = Files.isDirectory(data);
        if (!folder) {
            DataFile.requireFile(data);
        }
        List<Path> files = folder ? files(data) : List.of(data);
        List<Path> pictures = files.stream().filter(Picture::isNamedLikeOne).toList();
        if (pictures.isEmpty()
                && source(data, sources).filter(name -> !OWN.contains(name)).isPresent()) {
            return examples(data);
        }
        labels.ifPresent(file -> {
            throw new UserMistake("The option (--labels) is (" + file + "), but the answers of (" + data + ") are "
                    + (folder ? "the names of its folders" : "in its columns") + ". Maybe leave it out.");
        });
        if (folder || !pictures.isEmpty()) {
            requirePictures(data, pictures);
            tellOthers(files, pictures);
            return pictures(pictures);
        }
        return rows(data);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .filter(file -> !DataFile.name(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new UserMistake(
                    "Can't read (" + folder + "): " + DataFile.reason(e) + ". Maybe name another folder.");
        }
    }

    private static void requirePictures(Path folder, List<Path> pictures) {
        if (pictures.isEmpty()) {
            throw new UserMistake("The folder (" + folder
                    + ") has no pictures, nor files in MNIST's or CIFAR-10's format. Maybe name a table (.csv).");
        }
    }

    private void tellOthers(List<Path> files, List<Path> pictures) {
        if (pictures.size() < files.size()) {
            Path other = files.stream()
                    .filter(file -> !Picture.isNamedLikeOne(file))
                    .findFirst()
                    .orElseThrow();
            notes.println("Note: left out are files that are no pictures of a format that Java reads ("
                    + (files.size() - pictures.size()) + "), such as " + Listing.shortened(DataFile.name(other)) + ".");
        }
    }

    private NewData pictures(List<Path> files) {
        List<float[]> predictions = new ArrayList<>();
        for (int from = 0; from < files.size(); from += ARRAYS_AT_ONCE) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + ARRAYS_AT_ONCE));
            predictions.addAll(List.of(network.predictFiles(some)));
        }
        return NewData.ofPictures(predictions.toArray(float[][]::new), files);
    }

    /** What another source reads: arrays, or rows of a table. */
    private NewData examples(Path data) {
        Task task = network.prediction() == Prediction.PROBABILITIES ? Task.CLASSIFICATION : Task.REGRESSION;
        DataUse use = new DataUse(Optional.of(task), network.inputShape().rank() == IMAGE, network.table());
        Map<String, Object> options = labels.<Map<String, Object>>map(
                        file -> Map.of("labels", file.toAbsolutePath().toString()))
                .orElse(Map.of());
        NewExamples examples = sources.examples(data, options, use);
        examples.notes().forEach(note -> notes.println("Note: " + note));
        if (examples.table().isPresent()) {
            return rows(preparation(data), examples.table().get());
        }
        requireFit(data, examples.shape());
        float[][] predictions = new float[examples.size()][];
        for (int from = 0; from < predictions.length; from += ARRAYS_AT_ONCE) {
            float[][] some = IntStream.range(from, Math.min(predictions.length, from + ARRAYS_AT_ONCE))
                    .mapToObj(examples::values)
                    .toArray(float[][]::new);
            System.arraycopy(network.predict(some), 0, predictions, from, some.length);
        }
        return NewData.ofArrays(predictions, examples);
    }

    private void requireFit(Path data, long... shape) {
        network.table().ifPresent(table -> {
            throw new UserMistake("The network was trained on the columns of a table ("
                    + table.columns().get(0).name() + ", …), which (" + data + ") hasn't. Maybe name a table (.csv).");
        });
        Shape given = Shape.of(shape);
        if (!given.equals(network.inputShape())) {
            throw new UserMistake("The examples of (" + data + ") have the shape " + given
                    + ", and the network takes " + network.inputShape() + "."
                    + (given.rank() == IMAGE
                            ? " Maybe write pictures of them, which are made to fit."
                            : " Maybe these are other data."));
        }
    }

    private TablePreparation preparation(Path data) {
        return network.table()
                .orElseThrow(
                        () -> new UserMistake("The network was not trained on a table, but on examples of the shape "
                                + network.inputShape() + ", and (" + data + ") is none. Maybe name "
                                + (network.inputShape().rank() == IMAGE
                                        ? "a picture, a folder of pictures, or files in MNIST's or CIFAR-10's format."
                                        : "data of the kind that it was trained on.")));
    }

    /** A series: each step that has a whole window behind it is predicted from. */
    private NewData windows(TablePreparation preparation, Table series) {
        List<String> names = new ArrayList<>(
                preparation.columns().stream().map(ColumnPreparation::name).toList());
        names.addAll(preparation.labels());
        Table windows = SeriesWindows.of(series, names);
        notes.println("Note: predictions begin at step " + (series.size() - windows.size() + 1) + " of "
                + series.size() + ", the first with a whole window; each is of "
                + String.join(", ", preparation.labels()) + ".");
        return NewData.ofRows(network.predict(windows), windows);
    }

    private NewData rows(Path file) {
        TablePreparation preparation = preparation(file);
        TableFile read = preparation.read(file);
        if (!SeriesWindows.isFor(preparation)) {
            read.notes().forEach(note -> notes.println("Note: " + note));
        }
        return rows(preparation, read.table());
    }

    private NewData rows(TablePreparation preparation, Table rows) {
        if (SeriesWindows.isFor(preparation)) {
            return windows(preparation, rows);
        }
        List<String> unknown = preparation.unknown(rows);
        if (!unknown.isEmpty()) {
            notes.println(
                    "Note: the network doesn't know these columns, so they don't count: " + Listing.of(unknown) + ".");
        }
        tellSurprises(preparation, rows);
        return NewData.ofRows(network.predict(rows), rows);
    }

    /** Cells that the training data have nothing like. */
    private void tellSurprises(TablePreparation preparation, Table rows) {
        Encoder encoder = preparation.encoder(rows);
        float[] numbers = new float[encoder.width()];
        for (int row = 0; row < rows.size(); row++) {
            encoder.encode(row, numbers, 0);
        }
        encoder.surprises()
                .forEach(
                        (name, count) -> notes.println(
                                "Note: " + count + " of " + rows.size()
                                        + " cells of the column (" + name
                                        + ") are of no sort that the training data have (unknown, rare or missing), and count as none."));
        encoder.shifts().forEach(shift -> notes.println("Note: " + shift));
    }
}
