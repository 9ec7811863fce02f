package io.lanista.source.columnar;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A table that lies in several files of one folder, as Spark and Dask write it; or in a single file. */
final class PartedTable {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int LONGEST_NUMBER = 20;

    /** Folders whose files are more than one table, by what lies in them. */
    private static final Map<String, String> OTHERS = Map.of(
            "_delta_log",
            "it is a table of Delta Lake, whose files hold former rows, too",
            ".hoodie",
            "it is a table of Hudi, whose files hold former rows, too",
            "_temporary",
            "a program writes it, or was ended while it did");

    private final List<ParquetFile> parts;

    private PartedTable(List<ParquetFile> parts) {
        this.parts = parts;
    }

    static boolean isNamedLikeOne(Path file) {
        String name = DataFile.plainName(file);
        return name.endsWith(".parquet") || name.endsWith(".pq");
    }

    /** Whether a folder has files in this format, and no others but those that programs write for themselves. */
    static boolean isFolderOfParts(Path folder) {
        try {
            List<Path> files = files(folder);
            return !files.isEmpty()
                    && files.stream().allMatch(file -> isNamedLikeOne(file) && Files.isRegularFile(file));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** In the order of their names, where 2 comes before 10. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !DataFile.name(file).matches("[._].*"))
                    .sorted(Comparator.comparing(PartedTable::sortable).thenComparing(DataFile::name))
                    .toList();
        }
    }

    private static String sortable(Path file) {
        return DIGITS.matcher(DataFile.name(file))
                .replaceAll(number ->
                        "0".repeat(Math.max(0, LONGEST_NUMBER - number.group().length())) + number.group());
    }

    /**
     * Reads what the end of each file tells.
     *
     * @throws DataException if one is no such file or has what no table has, if their columns differ, or if there are no rows
     */
    static PartedTable open(Path path) throws IOException {
        requireOneTable(path);
        List<Path> files = Files.isDirectory(path) ? files(path) : List.of(path);
        List<ParquetFile> parts = new ArrayList<>();
        for (Path file : files) {
            ParquetFile part = ParquetFile.open(file);
            parts.add(part);
            if (!part.names().equals(parts.get(0).names())) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The files (%s) and (%s) of the folder (%s) have other columns: %s and %s. Maybe take those files away that"
                                + " belong to another table.",
                        DataFile.name(files.get(0)),
                        DataFile.name(file),
                        path,
                        parts.get(0).names(),
                        part.names()));
            }
        }
        if (parts.stream().allMatch(part -> part.size() == 0)) {
            throw new DataException("The " + (Files.isDirectory(path) ? "folder" : "file") + " (" + path
                    + ") has no rows. Maybe take another one.");
        }
        return new PartedTable(parts);
    }

    private static void requireOneTable(Path folder) {
        for (Map.Entry<String, String> mark : OTHERS.entrySet()) {
            if (Files.exists(folder.resolve(mark.getKey()))) {
                throw new DataException("The folder (" + folder + ") has (" + mark.getKey() + ") in it: "
                        + mark.getValue() + ". Maybe write the table as one Parquet file.");
            }
        }
    }

    /** All rows as separated values. */
    RowStream rows() {
        return new RowStream(parts.get(0).names(), new PartedRows());
    }

    /** The rows of one file after the other. */
    private final class PartedRows implements RowStream.Rows {
        private final Iterator<ParquetFile> left = parts.iterator();
        private RowStream.Rows rows = RowStream.NONE;

        @Override
        public List<String> next() throws IOException {
            List<String> row = rows.next();
            while (row.isEmpty() && left.hasNext()) {
                rows.close();
                rows = left.next().rows();
                row = rows.next();
            }
            return row;
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
