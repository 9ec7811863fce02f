package io.lanista.cli;

import io.lanista.djl.data.Picture;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.ColumnPreparation;
import io.lanista.djl.table.Encoder;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.SeriesWindows;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TableFile;
import io.lanista.djl.table.TablePreparation;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Data that an exported network is used on, with what it says of them.
 *
 * @param predictions a row for each example
 * @param files the picture of each example; empty for rows of a table
 * @param table the rows; empty for pictures
 */
record NewData(float[][] predictions, List<Path> files, Optional<Table> table) {
    private static final String STANDARD_INPUT = "-";
    private static final int PICTURES_AT_ONCE = 256;
    private static final Pattern OPTION = Pattern.compile(" Maybe [^.]*\\(option [^)]*\\)[^.]*\\.");

    /**
     * Reads data and predicts them.
     *
     * @param data a table, {@code -} for one at the standard input, a picture, or a folder of pictures
     * @param notes takes what people should know, a line each
     */
    static NewData read(ExportedNetwork network, Path data, InputStream in, PrintWriter notes) throws IOException {
        if (!data.toString().equals(STANDARD_INPUT)) {
            return checked(network, data, notes);
        }
        Path copy = Files.createTempFile("nas-input-", ".csv");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return checked(network, copy, notes);
        } catch (DataException | UserMistake e) {
            throw new UserMistake(String.valueOf(e.getMessage()).replace(copy.toString(), "the standard input"));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static NewData checked(ExportedNetwork network, Path data, PrintWriter notes) throws IOException {
        NewData predicted;
        try {
            predicted = predict(network, data, notes);
        } catch (DataException e) {
            throw new DataException(withoutOptions(String.valueOf(e.getMessage())), e);
        }
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

    /** A network makes no number of what is too far from all that it was trained on. */
    void requireNumbers() {
        int[] rows = IntStream.range(0, predictions.length)
                .filter(row -> !isFinite(predictions[row]))
                .toArray();
        if (rows.length > 0) {
            throw new UserMistake(String.format(
                    Locale.ROOT,
                    "The network answers (%d) of (%d) examples with no finite number, the first in %s. Maybe a number in it is far"
                            + " beyond those that the network was trained on: mend it, or leave it out.",
                    rows.length,
                    predictions.length,
                    table.map(there -> there.place(rows[0])).orElseGet(() -> "(" + files.get(rows[0]) + ")")));
        }
    }

    private static boolean isFinite(float... numbers) {
        boolean finite = true;
        for (float number : numbers) {
            finite &= Float.isFinite(number);
        }
        return finite;
    }

    private static NewData predict(ExportedNetwork network, Path data, PrintWriter notes) throws IOException {
        if (Files.isDirectory(data)) {
            return pictures(network, files(data, notes));
        }
        DataFile.requireFile(data);
        return Picture.isNamedLikeOne(data) ? pictures(network, List.of(data)) : rows(network, data, notes);
    }

    private static List<Path> files(Path folder, PrintWriter notes) throws IOException {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            Map<Boolean, List<Path>> files = all.filter(file -> !Files.isDirectory(file))
                    .filter(file -> !DataFile.name(file).startsWith("."))
                    .sorted()
                    .collect(Collectors.partitioningBy(Picture::isNamedLikeOne));
            List<Path> pictures = files.getOrDefault(true, List.of());
            List<Path> others = files.getOrDefault(false, List.of());
            if (pictures.isEmpty()) {
                throw new UserMistake("The folder (" + folder + ") has no pictures. Maybe name a table (.csv).");
            }
            if (!others.isEmpty()) {
                notes.println("Note: left out are files that are no pictures of a format that Java reads ("
                        + others.size() + "), such as " + Listing.shortened(DataFile.name(others.get(0))) + ".");
                notes.flush();
            }
            return pictures;
        } catch (UncheckedIOException e) {
            throw new UserMistake(
                    "Can't read (" + folder + "): " + DataFile.reason(e) + ". Maybe name another folder.");
        }
    }

    private static NewData pictures(ExportedNetwork network, List<Path> files) {
        List<float[]> predictions = new ArrayList<>();
        for (int from = 0; from < files.size(); from += PICTURES_AT_ONCE) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + PICTURES_AT_ONCE));
            predictions.addAll(List.of(network.predictFiles(some)));
        }
        return new NewData(predictions.toArray(float[][]::new), files, Optional.empty());
    }

    /** A series: each step that has a whole window behind it is predicted from. */
    private static NewData windows(
            ExportedNetwork network, TablePreparation preparation, Path file, PrintWriter notes) {
        TableFile series = preparation.read(file);
        List<String> names = new ArrayList<>(
                preparation.columns().stream().map(ColumnPreparation::name).toList());
        names.addAll(preparation.labels());
        Table windows = SeriesWindows.of(series.table(), names);
        notes.println("Note: predictions begin at step " + (series.table().size() - windows.size() + 1) + " of "
                + series.table().size() + ", the first with a whole window; each is of "
                + String.join(", ", preparation.labels()) + ".");
        notes.flush();
        return new NewData(network.predict(windows), List.of(), Optional.of(windows));
    }

    private static NewData rows(ExportedNetwork network, Path file, PrintWriter notes) {
        TablePreparation preparation = network.table()
                .orElseThrow(
                        () -> new UserMistake("The network was not trained on a table, but on examples of the shape "
                                + network.inputShape() + ". Maybe name a picture, or a folder of pictures."));
        if (SeriesWindows.isFor(preparation)) {
            return windows(network, preparation, file, notes);
        }
        TableFile rows = preparation.read(file);
        List<String> unknown = preparation.unknown(rows.table());
        if (!unknown.isEmpty()) {
            notes.println(
                    "Note: the network doesn't know these columns, so they don't count: " + Listing.of(unknown) + ".");
        }
        rows.notes().forEach(note -> notes.println("Note: " + note));
        tellSurprises(preparation, rows.table(), notes);
        notes.flush();
        return new NewData(network.predict(rows.table()), List.of(), Optional.of(rows.table()));
    }

    /** Cells that the training data have nothing like. */
    private static void tellSurprises(TablePreparation preparation, Table rows, PrintWriter notes) {
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
