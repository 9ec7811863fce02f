package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a file of separated values is written.
 *
 * @param encoding of its letters
 * @param separator between cells
 * @param decimal of its numbers
 * @param header whether its first row has names
 */
public record Dialect(Charset encoding, char separator, DecimalMark decimal, boolean header) {
    private static final String ENCODING = "encoding";
    private static final String SEPARATOR = "separator";
    private static final String DECIMAL = "decimal";
    private static final String HEADER = "header";

    /** For a file: {@code {encoding: UTF-8, separator: ",", decimal: dot, header: true}}. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(ENCODING, encoding.name());
        map.put(SEPARATOR, String.valueOf(separator));
        map.put(DECIMAL, decimal.name().toLowerCase(Locale.ROOT));
        map.put(HEADER, header);
        return map;
    }

    /**
     * Reads what {@link #asMap} gave.
     *
     * @throws DataException if that isn't a dialect
     */
    public static Dialect fromMap(Map<String, ?> map) {
        try {
            return new Dialect(
                    Charset.forName(String.valueOf(map.get(ENCODING))),
                    String.valueOf(map.get(SEPARATOR)).charAt(0),
                    DecimalMark.valueOf(String.valueOf(map.get(DECIMAL)).toUpperCase(Locale.ROOT)),
                    Boolean.TRUE.equals(map.get(HEADER)));
        } catch (IllegalArgumentException e) {
            throw new DataException("A table's dialect can't be " + map + ".", e);
        }
    }

    /** For people: {@code separator comma, decimal dot, UTF-8}. */
    @Override
    public String toString() {
        return "separator " + word(separator)
                + (decimal == DecimalMark.COMMA ? ", decimal commas, " : ", ")
                + encoding.name();
    }

    private static String word(char separator) {
        switch (separator) {
            case ',':
                return "comma";
            case ';':
                return "semicolon";
            case '\t':
                return "tab";
            case '|':
                return "pipe";
            default:
                return "'" + separator + "'";
        }
    }
}
