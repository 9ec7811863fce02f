package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first rows of a file of separated values, from which its dialect is found out. The separator is the one that gives the
 * rows equally many cells, most of them numbers; the decimal mark is the one under which more cells are numbers; a first row is a
 * header if its cells don't look like those below.
 *
 * @param rows the cells of each row
 * @param separator between them
 */
record Sample(List<List<String>> rows, char separator) {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int ROWS = 1000;
    private static final int ROWS_FOR_A_SEQUENCE = 10;
    private static final int CELLS_FOR_A_SEQUENCE = 4;
    private static final double MOSTLY = 0.9;

    /**
     * The first rows of a file, divided by the separator that is told or fits best.
     *
     * @param text its beginning
     * @param told the separator, if it is told
     */
    static Sample of(Path file, String text, Optional<Character> told) {
        Sample best = null;
        if (told.isPresent()) {
            best = of(file, text, told.get());
        } else {
            for (char separator : SEPARATORS) {
                Sample sample = of(file, text, separator);
                best = best == null || sample.evenness() > best.evenness() ? sample : best;
            }
        }
        if (best == null || best.rows.isEmpty()) {
            throw new DataException("The file (" + file + ") is empty.");
        }
        return best;
    }

    /** The dialect that it is written in, where it isn't told. */
    Dialect dialect(Charset encoding, TableOptions told) {
        DecimalMark decimal = told.decimal().orElseGet(this::decimal);
        boolean header = told.header().orElseGet(() -> hasHeader(decimal));
        return new Dialect(encoding, separator, decimal, header);
    }

    /** Whether the rows have one cell more than the header, as R writes tables: the first one names the row. */
    boolean lacksFirstName() {
        int names = rows.get(0).size();
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.size() == names + 1)
                && rows.stream().skip(1).anyMatch(row -> !row.get(names).isEmpty());
    }

    /** How many columns at the end are without a name and a value, since lines end with separators. */
    int surplus() {
        int width = rows.get(0).size();
        int last = width - 1;
        while (last > 0 && rows.size() > 1 && isEmpty(last)) {
            last--;
        }
        return width - 1 - last;
    }

    private boolean isEmpty(int place) {
        return rows.stream()
                .allMatch(row -> place >= row.size() || row.get(place).isEmpty());
    }

    private static Sample of(Path file, String text, char separator) {
        List<List<String>> rows = new ArrayList<>();
        try {
            CsvRecords.read(file, new PlainQuotes(new StringReader(text), separator), separator, new Collector(rows));
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can't be unreadable.", e);
        }
        return new Sample(rows, separator);
    }

    /** Keeps the cells of the first rows. */
    private static final class Collector implements CsvRecords.Rows {
        private final List<List<String>> rows;
        private List<String> row = new ArrayList<>();

        Collector(List<List<String>> rows) {
            this.rows = rows;
        }

        @Override
        public void begin(long line) {
            row = new ArrayList<>();
        }

        @Override
        public void cell(int place, char[] text, int from, int length) {
            row.add(new String(text, from, length));
        }

        @Override
        public boolean end(int cells) {
            rows.add(row);
            return rows.size() < ROWS;
        }
    }

    /** How well the separator fits: the share of rows with as many cells as most have, and the share of numbers. */
    private double evenness() {
        Map<Integer, Integer> counts = new HashMap<>();
        long numbers = 0;
        long cells = 0;
        for (List<String> row : rows) {
            counts.merge(row.size(), 1, Integer::sum);
            cells += row.size();
            numbers += row.stream().filter(Sample::isNumber).count();
        }
        int largest = 0;
        int usual = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            if (count.getValue() > largest) {
                largest = count.getValue();
                usual = count.getKey();
            }
        }
        return usual < 2 ? 0 : 10.0 * largest / rows.size() + (double) numbers / cells;
    }

    private static boolean isNumber(String cell) {
        return isNumber(cell, DecimalMark.DOT) || isNumber(cell, DecimalMark.COMMA);
    }

    private static boolean isNumber(String cell, DecimalMark mark) {
        return !Double.isNaN(Numerals.parse(cell, mark));
    }

    private DecimalMark decimal() {
        int dots = 0;
        int commas = 0;
        int open = 0;
        for (List<String> row : rows) {
            for (String cell : row) {
                double dot = Numerals.parse(cell, DecimalMark.DOT);
                double comma = Numerals.parse(cell, DecimalMark.COMMA);
                dots += Double.isNaN(comma) && !Double.isNaN(dot) ? 1 : 0;
                commas += Double.isNaN(dot) && !Double.isNaN(comma) ? 1 : 0;
                open += dot != comma && cell.indexOf(',') >= 0 ? 1 : 0;
            }
        }
        // "1,234" alone may be either; where the comma doesn't separate cells, it is rather a decimal one.
        boolean leftOpen = dots == 0 && commas == 0 && open > 0 && separator != ',';
        return commas > dots || leftOpen ? DecimalMark.COMMA : DecimalMark.DOT;
    }

    private boolean hasHeader(DecimalMark decimal) {
        List<String> first = rows.get(0);
        int votes = isSequence(first) ? 2 : 0;
        for (int place = 0; place < first.size(); place++) {
            votes += vote(place, decimal);
        }
        if (votes != 0) {
            return votes > 0;
        }
        return first.stream().noneMatch(cell -> cell.isEmpty() || isNumber(cell, decimal))
                && new HashSet<>(first).size() == first.size();
    }

    /** Names such as 0, 1, 2, 3: what programs write where columns have no names. */
    private boolean isSequence(List<String> first) {
        int numbers = 0;
        for (int place = 0; place < first.size(); place++) {
            double number = Numerals.parse(first.get(place), DecimalMark.DOT);
            if (Double.isNaN(number)) {
                continue;
            }
            numbers++;
            if (number != place && number != place + 1) {
                return false;
            }
        }
        return numbers >= CELLS_FOR_A_SEQUENCE && rows.size() > ROWS_FOR_A_SEQUENCE;
    }

    /** Whether a column's first cell is unlike those below (positive), like them (negative), or neither. */
    private int vote(int place, DecimalMark decimal) {
        String top = rows.get(0).get(place);
        if (MissingWords.isUsual(top)) {
            return 0;
        }
        Set<String> different = new HashSet<>();
        int present = 0;
        int numbers = 0;
        for (List<String> row : rows.subList(1, rows.size())) {
            String cell = place < row.size() ? row.get(place) : "";
            if (!MissingWords.isUsual(cell)) {
                present++;
                numbers += isNumber(cell, decimal) ? 1 : 0;
                different.add(cell);
            }
        }
        boolean topIsNumber = isNumber(top, decimal);
        if (numbers > 0 && numbers >= MOSTLY * present) {
            return topIsNumber ? 0 : 2;
        }
        if (topIsNumber) {
            return numbers == 0 && different.size() * 2 <= present ? 1 : 0;
        }
        if (different.contains(top)) {
            return -1;
        }
        return different.size() * 2 <= present ? 1 : 0;
    }
}
