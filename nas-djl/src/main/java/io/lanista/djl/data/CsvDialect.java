package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.djl.table.DecimalMark;
import io.lanista.djl.table.Dialect;
import io.lanista.djl.table.TableOptions;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The options that say how a file of separated values is written. */
final class CsvDialect {
    private static final String AUTO = "auto";
    private static final Map<String, Character> SEPARATORS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "space", ' ');

    private static final Option<Object> HEADER = Option.either(
            "header",
            AUTO,
            "yes, no or auto",
            value -> value instanceof Boolean || List.of(AUTO, "yes", "no").contains(value),
            "whether the first row has names; auto finds out");
    private static final Option<String> SEPARATOR = Option.text(
            "separator",
            AUTO,
            "what stands between cells: comma, semicolon, tab, pipe, space, or a letter; auto finds out");
    private static final Option<String> DECIMAL =
            Option.oneOf("decimal", List.of(AUTO, "dot", "comma"), "the decimal mark of numbers; auto finds out");
    private static final Option<String> ENCODING = Option.text(
            "encoding", AUTO, "of the letters, such as UTF-8, UTF-16 or windows-1252; auto finds out which of these");
    private static final Option<List<Object>> MISSING = Option.list(
            "missing", List.of(), "further words and numbers that stand for a missing value, such as [-999, unknown]");

    static final List<Option<?>> OPTIONS = List.of(HEADER, SEPARATOR, DECIMAL, ENCODING, MISSING);

    private CsvDialect() {}

    static TableOptions of(Options options) {
        Object header = options.get(HEADER);
        return new TableOptions(
                encoding(options.get(ENCODING)),
                separator(options.get(SEPARATOR)),
                Optional.of(options.get(DECIMAL))
                        .filter(word -> !word.equals(AUTO))
                        .map(word -> DecimalMark.valueOf(word.toUpperCase(Locale.ROOT))),
                header.equals(AUTO) ? Optional.empty() : Optional.of(header.equals(true) || header.equals("yes")),
                options.get(MISSING).stream().map(String::valueOf).toList());
    }

    /** For a test file: with a header if the training file has one. */
    static TableOptions ofTest(Options options, Dialect train) {
        TableOptions told = of(options);
        return new TableOptions(
                told.encoding(), told.separator(), told.decimal(), Optional.of(train.header()), told.missing());
    }

    private static Optional<Character> separator(String word) {
        if (word.equals(AUTO)) {
            return Optional.empty();
        }
        if (SEPARATORS.containsKey(word)) {
            return Optional.of(SEPARATORS.get(word));
        }
        if (word.length() != 1 || word.equals("\"") || Character.isLetterOrDigit(word.charAt(0))) {
            throw new OptionException("The option (separator) is (" + word
                    + "), and must be one of comma, semicolon, tab, pipe, space, or one letter that cells don't have.");
        }
        return Optional.of(word.charAt(0));
    }

    private static Optional<Charset> encoding(String name) {
        try {
            return name.equals(AUTO) ? Optional.empty() : Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new OptionException("The option (encoding) is (" + name
                    + "), which this Java doesn't know. Maybe UTF-8, UTF-16, ISO-8859-1 or windows-1252.");
        }
    }
}
