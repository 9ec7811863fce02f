package io.lanista.source.columnar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows as separated values in UTF-8, written as they are read. */
final class RowStream extends InputStream {
    private static final int AT_ONCE = 1 << 16;

    /** Gives one row after the other. */
    interface Rows extends AutoCloseable {
        /** The cells of the next row; empty after the last one. */
        List<String> next() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** No row at all. */
    static final Rows NONE = new Rows() {
        @Override
        public List<String> next() {
            return List.of();
        }

        @Override
        public void close() {}
    };

    private final Rows rows;
    private byte[] bytes = new byte[0];
    private int at;

    /**
     * @param names of the columns
     * @param rows those below; closed with this
     */
    RowStream(List<String> names, Rows rows) {
        this.rows = rows;
        this.bytes = line(names).getBytes(StandardCharsets.UTF_8);
    }

    /** An empty line is no row, so the only cell of one has quotation marks. */
    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean plain = cells.size() > 1
                    && cell.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter < ' ');
            line.append(i == 0 ? "" : ",").append(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
        return line.append('\n').toString();
    }

    private boolean isOver() throws IOException {
        if (at < bytes.length) {
            return false;
        }
        ByteArrayOutputStream more = new ByteArrayOutputStream(AT_ONCE + 1024);
        for (List<String> row = rows.next(); !row.isEmpty(); row = rows.next()) {
            more.writeBytes(line(row).getBytes(StandardCharsets.UTF_8));
            if (more.size() >= AT_ONCE) {
                break;
            }
        }
        bytes = more.toByteArray();
        at = 0;
        return bytes.length == 0;
    }

    @Override
    public int read() throws IOException {
        return isOver() ? -1 : bytes[at++] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isOver()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, to, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
