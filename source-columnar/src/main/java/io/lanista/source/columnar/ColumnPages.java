package io.lanista.source.columnar;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.lanista.djl.file.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one group of rows, unpacked as they are asked for. */
final class ColumnPages implements PageReader {
    /** Nobody asks pages for them, and making some needs a library for shapes on the globe. */
    @SuppressWarnings("NullAway")
    private static final Statistics<?> NO_STATISTICS = null;

    private final Path path;
    private final SchemaElement column;
    private final CompressionCodec codec;
    private final byte[] chunk;
    private final long count;
    private final ByteArrayInputStream in;
    private @Nullable DictionaryPage dictionary;
    private @Nullable PageHeader ahead;
    private long read;

    ColumnPages(Path path, SchemaElement column, CompressionCodec codec, byte[] chunk, long count) {
        this.path = path;
        this.column = column;
        this.codec = codec;
        this.chunk = chunk;
        this.count = count;
        this.in = new ByteArrayInputStream(chunk);
    }

    @Override
    public long getTotalValueCount() {
        return count;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = header();
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                ahead = null;
                dictionary = new DictionaryPage(
                        BytesInput.from(unpacked(bytes(header), 0, header.getUncompressed_page_size())),
                        header.getDictionary_page_header().getNum_values(),
                        Encoding.valueOf(
                                header.getDictionary_page_header().getEncoding().name()));
            }
            return dictionary;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (read < count) {
                PageHeader header = header();
                ahead = null;
                byte[] bytes = bytes(header);
                if (header.getType() == PageType.DATA_PAGE) {
                    return first(header, bytes);
                } else if (header.getType() == PageType.DATA_PAGE_V2) {
                    return second(header, bytes);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PageHeader header() throws IOException {
        PageHeader known = ahead;
        PageHeader header = known == null ? Util.readPageHeader(in) : known;
        ahead = header;
        return header;
    }

    private byte[] bytes(PageHeader header) throws IOException {
        byte[] bytes = in.readNBytes(header.getCompressed_page_size());
        if (bytes.length < header.getCompressed_page_size()) {
            throw new IOException("a page ends behind its column");
        }
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (header.isSetCrc() && (int) sum.getValue() != header.getCrc()) {
            throw new IOException("a page has another checksum than its header");
        }
        return bytes;
    }

    private void count(int values) throws IOException {
        read += values;
        if (values < 0 || read > count) {
            throw new IOException("the pages of a column have more cells than it has");
        }
    }

    private DataPage first(PageHeader header, byte[] bytes) throws IOException {
        DataPageHeader page = header.getData_page_header();
        count(page.getNum_values());
        return new DataPageV1(
                BytesInput.from(unpacked(bytes, 0, header.getUncompressed_page_size())),
                page.getNum_values(),
                header.getUncompressed_page_size(),
                NO_STATISTICS,
                Encoding.valueOf(page.getRepetition_level_encoding().name()),
                Encoding.valueOf(page.getDefinition_level_encoding().name()),
                Encoding.valueOf(page.getEncoding().name()));
    }

    /** Levels are never compressed in pages of the second version. */
    private DataPage second(PageHeader header, byte[] bytes) throws IOException {
        DataPageHeaderV2 page = header.getData_page_header_v2();
        count(page.getNum_values());
        int repetition = page.getRepetition_levels_byte_length();
        int levels = repetition + page.getDefinition_levels_byte_length();
        boolean packed = !page.isSetIs_compressed() || page.isIs_compressed();
        int length = header.getUncompressed_page_size() - levels;
        BytesInput values = packed && codec != CompressionCodec.UNCOMPRESSED
                ? BytesInput.from(unpacked(bytes, levels, length))
                : BytesInput.from(bytes, levels, bytes.length - levels);
        return DataPageV2.uncompressed(
                page.getNum_rows(),
                page.getNum_nulls(),
                page.getNum_values(),
                BytesInput.from(bytes, 0, repetition),
                BytesInput.from(bytes, repetition, page.getDefinition_levels_byte_length()),
                Encoding.valueOf(page.getEncoding().name()),
                values,
                NO_STATISTICS);
    }

    private byte[] unpacked(byte[] bytes, int from, int length) throws IOException {
        if (from == bytes.length && length == 0) {
            return new byte[0]; // All cells are missing, and some programs pack nothing then.
        }
        switch (codec) {
            case UNCOMPRESSED:
                return whole(bytes, length);
            case GZIP:
                try (GZIPInputStream gzip =
                        new GZIPInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
                    return whole(gzip.readNBytes(length), length);
                }
            case SNAPPY:
                return unpacked(new SnappyDecompressor(), bytes, from, length);
            case ZSTD:
                return unpacked(new ZstdDecompressor(), bytes, from, length);
            case LZ4_RAW:
                return unpacked(new Lz4Decompressor(), bytes, from, length);
            default:
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The column (%s) of (%s) is compressed by (%s), which isn't read here. Maybe write the file with snappy,"
                                + " zstd, gzip or without compression.",
                        column.getName(),
                        path,
                        codec));
        }
    }

    private static byte[] unpacked(Decompressor codec, byte[] bytes, int from, int length) throws IOException {
        byte[] unpacked = new byte[length];
        int written = codec.decompress(bytes, from, bytes.length - from, unpacked, 0, length);
        return whole(written == length ? unpacked : Arrays.copyOf(unpacked, written), length);
    }

    private static byte[] whole(byte[] bytes, int length) throws IOException {
        if (bytes.length != length) {
            throw new IOException("a page has (" + bytes.length + ") bytes instead of (" + length + ")");
        }
        return bytes;
    }
}
