package io.lanista.djl.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A table that is drawn at random: how it is written, what its columns hold, and what is told of it. */
final class FuzzedTable {
    private static final String[] SEPARATORS = {",", ";", "\t", "|", " ", ",,", ":"};
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r", "\n\n"};
    private static final Charset[] ENCODINGS = {
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_16,
        StandardCharsets.UTF_16LE,
        StandardCharsets.ISO_8859_1,
        Charset.forName("UTF-32")
    };
    private static final String[] ODD = {
        "1e400", "-1e400", "nan", "NaN", "inf", "-Infinity", "3e38", "-9999", "99999", "1e-400", "0x1F", "", " ", "NA",
                "none",
        "\"", "\"\"", "'", "a\"b", "\"a\nb\"", "\"a,b\"", "1,5", "1.234,5", "1'000", "٣", "ü漢", "\u0000", "\ufeff", "#",
                "=1+1",
        "12:30", "2024-02-30", "31.12.2023", "1970-01-01T00:00:00Z", "true", "+5", "--", "1e", ".", "-", "9".repeat(400)
    };
    private static final String[] WORDS = {"red", "green", "blue", "käfer", "none", "01", "1", "a b"};

    private final Random random;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final String separator;
    private final String lineEnd;

    FuzzedTable(Random random) {
        this.random = random;
        separator = random.nextInt(3) > 0 ? "," : one(SEPARATORS);
        lineEnd = random.nextInt(3) > 0 ? "\n" : one(LINE_ENDS);
        int columns = 1 + random.nextInt(7);
        int count = random.nextInt(8) == 0 ? random.nextInt(8) : 20 + random.nextInt(60);
        int[] kinds = random.ints(columns, 0, 16).toArray();
        kinds[columns - 1] = random.nextInt(4) > 0 ? 2 + random.nextInt(2) : kinds[columns - 1];
        for (int column = 0; column < columns; column++) {
            names.add(random.nextInt(30) == 0 ? one("", "a", "c0", "label", "\"x\ny\"", "1") : "c" + column);
        }
        double oddity = random.nextInt(4) == 0 ? random.nextDouble() * 0.1 : 0;
        for (int row = 0; row < count; row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                cells.add(random.nextDouble() < oddity ? one(ODD) : cell(kinds[column], row));
            }
            rows.add(cells);
        }
    }

    private String cell(int kind, int row) {
        switch (kind) {
            case 0:
                return Integer.toString(random.nextInt(10));
            case 1:
                return Integer.toString(row);
            case 2:
                return one(WORDS);
            case 3:
                return random.nextBoolean() ? "yes" : "no";
            case 4:
                return "2024-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
            case 5:
                return "a sentence of some words, the number " + random.nextInt(1000);
            case 6:
                return one(ODD);
            default:
                return String.format(Locale.ROOT, "%.3f", random.nextGaussian() * 100);
        }
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** The file. */
    byte[] bytes() {
        return damaged(text(rows, random.nextInt(5) > 0).getBytes(random.nextInt(4) > 0 ? ENCODINGS[0] : encoding()));
    }

    /** A file with test examples, which may have its columns in another order. */
    byte[] test() {
        return damaged(
                text(rows.subList(0, rows.size() / 2), random.nextInt(5) > 0).getBytes(StandardCharsets.UTF_8));
    }

    private Charset encoding() {
        return ENCODINGS[random.nextInt(ENCODINGS.length)];
    }

    private String text(List<List<String>> lines, boolean header) {
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "\ufeff" : "");
        if (header) {
            text.append(String.join(separator, names)).append(lineEnd);
        }
        boolean trailing = random.nextInt(10) == 0;
        for (List<String> cells : lines) {
            int kept = random.nextInt(500) == 0 ? random.nextInt(cells.size() + 1) : cells.size();
            text.append(String.join(separator, cells.subList(0, kept)));
            text.append(trailing ? separator : "").append(lineEnd);
        }
        return text.toString();
    }

    private byte[] damaged(byte[] whole) {
        if (random.nextInt(6) > 0 || whole.length == 0) {
            return whole;
        }
        byte[] damaged = Arrays.copyOf(whole, random.nextBoolean() ? whole.length : random.nextInt(whole.length));
        for (int changes = random.nextInt(5); changes > 0 && damaged.length > 0; changes--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** What is told of it. */
    Map<String, Object> options() {
        Map<String, Object> options = new LinkedHashMap<>(Map.of("path", "data.csv"));
        if (random.nextBoolean()) {
            return options;
        }
        if (random.nextInt(3) == 0) {
            options.put(
                    "label",
                    random.nextBoolean() ? (Object) (long) (random.nextInt(9) - 4) : one("c0", "c1", "label", "", "x"));
        }
        if (random.nextInt(4) == 0) {
            options.put("task", one("auto", "classification", "regression"));
        }
        if (random.nextInt(6) == 0) {
            options.put("test_path", "test.csv");
        }
        if (random.nextInt(8) == 0) {
            options.put("separator", one("comma", "semicolon", "tab", "pipe", "space", ":", "\""));
        }
        if (random.nextInt(8) == 0) {
            options.put("header", one("yes", "no"));
        }
        if (random.nextInt(8) == 0) {
            options.put("decimal", one("dot", "comma"));
        }
        if (random.nextInt(8) == 0) {
            options.put("missing", List.of(-9999L, "red"));
        }
        if (random.nextInt(8) == 0) {
            options.put("columns", Map.of("c0", one("number", "category", "yes_no", "date", "leave_out")));
        }
        if (random.nextInt(10) == 0) {
            options.put(one("group", "time"), one("c0", "c1", "c2"));
        }
        if (random.nextInt(10) == 0) {
            options.put("categories", "codes");
        }
        if (random.nextInt(10) == 0) {
            options.put("shape", random.nextBoolean() ? "square" : (Object) List.of(1L, 2L, 2L));
        }
        return options;
    }
}
