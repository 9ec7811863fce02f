package io.lanista.source.columnar;

import io.lanista.djl.file.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * A file in Apache Parquet's format (https://parquet.apache.org/docs/file-format), as far as tables need it: flat columns, without
 * encryption. Decoding is parquet-column's; only pages are found here, since parquet-hadoop, which does so, needs Hadoop.
 */
final class ParquetFile {
    private static final String MAGIC = "PAR1";
    private static final int FOOTER = 8;

    private final Path path;
    private final FileMetaData meta;
    private final List<SchemaElement> columns;
    private final List<Integer> order;
    private final ParsedVersion writer;

    private ParquetFile(Path path, FileMetaData meta) {
        if (meta.isSetEncryption_algorithm()) {
            throw encrypted(path);
        }
        this.path = path;
        this.meta = meta;
        this.columns = meta.getSchema().subList(1, meta.getSchema().size());
        this.order = IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparing(place -> !isIndex(columns.get(place))))
                .toList();
        this.writer = version(meta.getCreated_by());
        columns.forEach(this::requireCells);
        requireWholeGroups();
    }

    /**
     * Reads what the end of a file tells.
     *
     * @throws DataException if it is no such file, or has what no table has
     */
    static ParquetFile open(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return whole(path, () -> new ParquetFile(path, meta(path, file)));
        }
    }

    private static FileMetaData meta(Path path, RandomAccessFile file) throws IOException {
        byte[] end = bytes(file, Math.max(0, file.length() - FOOTER), (int) Math.min(FOOTER, file.length()));
        String magic = end.length < FOOTER ? "" : new String(end, 4, 4, StandardCharsets.ISO_8859_1);
        if (magic.equals("PARE")) {
            throw encrypted(path);
        }
        long length = end.length < FOOTER
                ? 0
                : (end[0] & 0xFFL) | (end[1] & 0xFFL) << 8 | (end[2] & 0xFFL) << 16 | (end[3] & 0xFFL) << 24;
        if (!magic.equals(MAGIC) || length > file.length() - FOOTER) {
            throw new DataException("The file (" + path
                    + ") doesn't end as one in Parquet's format does. Maybe copy or download it again.");
        }
        return Util.readFileMetaData(
                new ByteArrayInputStream(bytes(file, file.length() - FOOTER - length, (int) length)));
    }

    /** What is made of a file's bytes, which may be anything. */
    private interface Part<T> {
        T get() throws IOException;
    }

    /** Whatever a library throws at damaged bytes is told as damage. */
    private static <T> T whole(Path path, Part<T> part) {
        try {
            return part.get();
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new DataException("The file (" + path + ") is damaged. Maybe copy or download it again.", e);
        }
    }

    private static byte[] bytes(RandomAccessFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    private static ParsedVersion version(String createdBy) {
        try {
            return VersionParser.parse(createdBy);
        } catch (VersionParseException | RuntimeException unknown) {
            return new ParsedVersion("unknown", null, null);
        }
    }

    private void requireCells(SchemaElement column) {
        if (column.getNum_children() > 0 || column.getRepetition_type() == FieldRepetitionType.REPEATED) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The column (%s) of (%s) has lists or structures, and a table has one value in a cell. Maybe write the file"
                            + " without it, or with a column for each value.",
                    column.getName(),
                    path));
        }
        if (column.getConverted_type() == ConvertedType.INTERVAL) {
            throw new DataException("The column (" + column.getName() + ") of (" + path
                    + ") has intervals of months, days and milliseconds, which aren't read. Maybe write the file without it, or"
                    + " with a number for each.");
        }
    }

    /** A cell for each column of each row, or else rows would be lost without a word. */
    private void requireWholeGroups() {
        long rows = 0;
        for (RowGroup group : meta.getRow_groups()) {
            rows += group.getNum_rows();
            boolean whole = group.getNum_rows() >= 0 && group.getColumns().size() == columns.size();
            for (ColumnChunk chunk : group.getColumns()) {
                if (chunk.isSetCrypto_metadata()) {
                    throw encrypted(path);
                }
                whole &= chunk.getMeta_data().getNum_values() == group.getNum_rows();
            }
            if (!whole) {
                throw new IllegalArgumentException("a group has another number of cells than of rows");
            }
        }
        if (rows != meta.getNum_rows()) {
            throw new IllegalArgumentException(
                    "the groups have (" + rows + ") rows, and the file (" + meta.getNum_rows() + ")");
        }
    }

    private static DataException encrypted(Path path) {
        return new DataException("The file (" + path + ") is encrypted. Maybe write it without encryption, or as CSV.");
    }

    /** An index that pandas and Dask put behind the columns in Parquet files, and in front of them in others. */
    private static boolean isIndex(SchemaElement column) {
        return column.getName().matches("__index_level_\\d+__|__null_dask_index__");
    }

    /** The columns' names; the last one is no index, so that it can be the label. */
    List<String> names() {
        return order.stream().map(place -> columns.get(place).getName()).toList();
    }

    /** How many rows there are. */
    long size() {
        return meta.getNum_rows();
    }

    /** All rows, with cells in the order of the names. */
    RowStream.Rows rows() throws IOException {
        return new GroupedRows();
    }

    /** The rows of one group after the other, of which one is in memory, packed as it is in the file. */
    private final class GroupedRows implements RowStream.Rows {
        private final RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        private final Iterator<RowGroup> groups = meta.getRow_groups().iterator();
        private List<ColumnCells> readers = List.of();
        private long left;

        GroupedRows() throws IOException {}

        @Override
        public List<String> next() {
            return whole(path, this::row);
        }

        private List<String> row() throws IOException {
            while (left == 0) {
                if (!groups.hasNext()) {
                    return List.of();
                }
                RowGroup group = groups.next();
                left = group.getNum_rows();
                if (left == 0) {
                    continue; // It may have no pages.
                }
                readers = new ArrayList<>();
                for (int i : order) {
                    readers.add(new ColumnCells(
                            path, columns.get(i), pages(group.getColumns().get(i), i, file), writer));
                }
            }
            left--;
            return readers.stream().map(ColumnCells::next).toList();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private ColumnPages pages(ColumnChunk chunk, int column, RandomAccessFile file) throws IOException {
        ColumnMetaData known = chunk.getMeta_data();
        long from = known.isSetDictionary_page_offset() && known.getDictionary_page_offset() > 0
                ? Math.min(known.getDictionary_page_offset(), known.getData_page_offset())
                : known.getData_page_offset();
        long length = known.getTotal_compressed_size();
        if (from < 0 || length > Integer.MAX_VALUE - 16 || from + length > file.length()) {
            throw new DataException("The column (" + columns.get(column).getName() + ") of (" + path
                    + ") lies beyond the file's end, or has more than 2 GB. Maybe copy or download it again.");
        }
        return new ColumnPages(
                path, columns.get(column), known.getCodec(), bytes(file, from, (int) length), known.getNum_values());
    }
}
