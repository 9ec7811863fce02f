package io.lanista.djl.table;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * What somebody says about how a file is written; what is empty is found out.
 *
 * @param encoding of its letters
 * @param separator between cells
 * @param decimal of its numbers
 * @param header whether its first row has names
 * @param missing further words and numbers that stand for a value that isn't known
 */
public record TableOptions(
        Optional<Charset> encoding,
        Optional<Character> separator,
        Optional<DecimalMark> decimal,
        Optional<Boolean> header,
        List<String> missing) {
    /** Copies. */
    public TableOptions {
        missing = List.copyOf(missing);
    }

    /** Nothing is said. */
    public static TableOptions none() {
        return new TableOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /** The same, where it is known that the first row has the names. */
    public TableOptions withHeader() {
        return new TableOptions(encoding, separator, decimal, Optional.of(true), missing);
    }

    /** The same with other words and numbers that stand for a missing value. */
    public TableOptions withMissing(List<String> words) {
        return new TableOptions(encoding, separator, decimal, header, words);
    }

    /** As a known file is written. */
    public static TableOptions as(Dialect dialect, List<String> missing) {
        return new TableOptions(
                Optional.of(dialect.encoding()),
                Optional.of(dialect.separator()),
                Optional.of(dialect.decimal()),
                Optional.of(dialect.header()),
                missing);
    }
}
