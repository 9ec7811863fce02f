package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The letters of a file, followed by a row that ends it, which shows whether a quotation mark was left open. */
final class TextInput extends Reader {
    /** The only cell of the row at the end; no text has it, since it is of the letters that mean nothing. */
    static final String END = "\ufdd0";

    private static final int LOOKED_AT = 4096;

    /** What spreadsheet programs write before a table, and no part of it: {@code sep=;}. */
    private static final Pattern SEPARATOR =
            Pattern.compile("\"?sep=([^\\w\\s\"]|\\t)\"?(?=[\r\n])", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private final String way;
    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer letters = CharBuffer.allocate(1 << 14).limit(0);
    private boolean ended;
    private boolean endGiven;
    private boolean beyondAscii;
    private boolean begun;
    private @Nullable Character separator;

    /**
     * @param way out of it if there are bytes that are zero
     */
    TextInput(Path file, InputStream in, Charset encoding, String way) {
        this.file = file;
        this.way = way;
        this.in = in;
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * The encoding that a file's first bytes show: by a mark, or by zeros between the letters; else UTF-8. Skips the mark.
     *
     * @param in knows how to mark
     * @param told the encoding that somebody said, whose mark is skipped, too
     */
    static Charset encoding(InputStream in, @Nullable Charset told) throws IOException {
        in.mark(LOOKED_AT);
        byte[] start = in.readNBytes(LOOKED_AT);
        in.reset();
        Charset found;
        int mark = 0;
        if (startsWith(start, 0xEF, 0xBB, 0xBF)) {
            found = StandardCharsets.UTF_8;
            mark = 3;
        } else if (startsWith(start, 0xFF, 0xFE)) {
            found = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (startsWith(start, 0xFE, 0xFF)) {
            found = StandardCharsets.UTF_16BE;
            mark = 2;
        } else {
            found = byZeros(start);
        }
        in.skipNBytes(mark);
        return told == null || mark > 0 ? found : told;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** In UTF-16, every other byte of a table of numbers is zero. */
    private static Charset byZeros(byte[] bytes) {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        int many = bytes.length / 5;
        if (zeros[1] > many && zeros[0] == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return zeros[0] > many && zeros[1] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** The separator that a first line {@code sep=;} told, which is read as an empty one. */
    Optional<Character> separator() {
        return Optional.ofNullable(separator);
    }

    /** Whether there was a letter so far that ASCII doesn't have. */
    boolean isBeyondAscii() {
        return beyondAscii;
    }

    /**
     * The next letters.
     *
     * @throws java.nio.charset.CharacterCodingException if the next bytes are none; all before were given
     */
    @Override
    public int read(char[] to, int at, int length) throws IOException {
        if (!letters.hasRemaining() && !decode()) {
            if (endGiven) {
                return -1;
            }
            endGiven = true;
            letters.clear().put("\n" + END).flip();
        }
        int read = Math.min(length, letters.remaining());
        letters.get(to, at, read);
        return read;
    }

    /** Decodes some more letters; false at the end. */
    private boolean decode() throws IOException {
        letters.clear();
        while (true) {
            CoderResult result = decoder.decode(bytes, letters, ended);
            if (letters.position() > 0) {
                check(letters.flip());
                begin();
                return true;
            }
            if (result.isError()) {
                result.throwException();
            }
            if (ended) {
                letters.flip();
                return false;
            }
            bytes.compact();
            int more = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = more < 0;
            bytes.position(bytes.position() + Math.max(0, more)).flip();
        }
    }

    private void begin() {
        Matcher first = SEPARATOR.matcher(letters);
        if (!begun && first.lookingAt()) {
            separator = first.group(1).charAt(0);
            letters.position(first.end());
        }
        begun = true;
    }

    private void check(CharBuffer decoded) {
        char[] array = decoded.array();
        for (int i = 0; i < decoded.limit(); i++) {
            if (array[i] == 0) {
                throw new DataException(
                        "The file (" + file + ") is no text: it has bytes that are zero. Maybe " + way + ".");
            }
            beyondAscii |= array[i] > 127;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
