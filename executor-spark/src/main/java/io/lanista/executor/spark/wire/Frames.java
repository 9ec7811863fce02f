package io.lanista.executor.spark.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages over a pipe: each is a line that begins with a mark, of fields between tabs. Other lines, such as warnings that a JVM prints to
 * its output, are passed over. Any thread may write; one reads.
 */
public final class Frames {
    private static final char MARK = '@';

    private final BufferedReader in;
    private final OutputStream out;

    /** Over these streams. */
    public Frames(InputStream in, OutputStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /** Sends a message at once. */
    public void send(String... fields) throws IOException {
        StringBuilder line = new StringBuilder().append(MARK);
        for (int i = 0; i < fields.length; i++) {
            line.append(i == 0 ? "" : "\t").append(escaped(fields[i]));
        }
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    /** The next message, or null at the end. */
    public @Nullable List<String> receive() throws IOException {
        String line = in.readLine();
        while (line != null && (line.isEmpty() || line.charAt(0) != MARK)) {
            line = in.readLine();
        }
        return line == null
                ? null
                : List.of(line.substring(1).split("\t", -1)).stream()
                        .map(Frames::plain)
                        .toList();
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String plain(String field) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < field.length()) {
                i++;
                char escape = field.charAt(i);
                c = escape == 't' ? '\t' : escape == 'n' ? '\n' : escape == 'r' ? '\r' : escape;
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
