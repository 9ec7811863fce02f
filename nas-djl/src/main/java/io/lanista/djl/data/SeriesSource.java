package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.CategoryForm;
import io.lanista.djl.table.Column;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.ColumnProfile;
import io.lanista.djl.table.DatePreparation;
import io.lanista.djl.table.Form;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.NumberForm;
import io.lanista.djl.table.SeriesWindows;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TableFile;
import io.lanista.djl.table.TableReader;
import io.lanista.djl.table.WordColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A series of numbers over time, of which the next ones are predicted from a window of the last ones. The file is a table with a row for
 * each step, and a column for each number. The last windows are for the test, those before to validate: no network is trained on what
 * comes after what it is judged by.
 */
public final class SeriesSource implements DataSource {
    /** What windows are ordered by; no column of the series. */
    static final String STEP = "(step)";

    private static final Option<String> PATH =
            Option.requiredText("path", "the file, .csv or .csv.gz, with a row for each step");
    private static final Option<String> LABEL =
            Option.text("label", "", "the column to predict; by default the last one that has numbers");
    private static final Option<String> TIME = Option.text(
            "time",
            "",
            "the column by which steps are ordered; by default the first one with dates, else the order of the rows");
    private static final Option<Long> WINDOW =
            Option.integer("window", 48, 1, 10_000, "how many of the last steps a network sees");
    private static final Option<Long> HORIZON =
            Option.integer("horizon", 1, 1, 10_000, "how many steps ahead it predicts");

    @Override
    public String name() {
        return "series";
    }

    @Override
    public String description() {
        return "A series over time, whose next values are predicted from a window of the last ones; .csv or .csv.gz.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(List.of(PATH, LABEL, TIME, WINDOW, HORIZON));
        options.addAll(CsvDialect.OPTIONS);
        return List.copyOf(options);
    }

    @Override
    public RawData open(DataRequest request) {
        Options options = request.options();
        Path path = DataFile.resolve(request.folder(), options.get(PATH));
        TableFile file = TableReader.read(
                path,
                CsvDialect.of(options),
                (written, names) -> names.stream().map(name -> Form.ANY).toList());
        Optional<String> time = time(file.table(), options.get(TIME));
        List<String> gaps = new ArrayList<>();
        Table series = series(file.table(), time, gaps);
        String label = label(series, options.get(LABEL));
        int window = options.get(WINDOW).intValue();
        int horizon = options.get(HORIZON).intValue();
        List<String> names = new ArrayList<>();
        for (int offset = 1 - window; offset <= 0; offset++) {
            for (String column : series.names()) {
                names.add(SeriesWindows.name(column, offset));
            }
        }
        String wanted = SeriesWindows.name(label, horizon);
        names.add(wanted);
        Table windows = SeriesWindows.of(series, names);
        Map<String, ColumnKind> kinds = new LinkedHashMap<>();
        names.forEach(name -> kinds.put(name, ColumnKind.NUMBER));
        TableRoles roles = new TableRoles(
                List.of(wanted),
                Optional.of(Task.REGRESSION),
                request.use(),
                kinds,
                Optional.empty(),
                Optional.of(STEP),
                Optional.empty(),
                CategoryForm.ONE_HOT,
                NumberForm.STANDARDIZE,
                Optional.of(file.dialect()),
                CsvDialect.of(options).missing());
        return TableData.of(
                withSteps(windows, horizon), null, roles, findings(path, series, time, window, horizon, gaps));
    }

    private static Findings findings(
            Path path, Table series, Optional<String> time, int window, int horizon, List<String> gaps) {
        String summary = DataFile.name(path) + ", " + series.size() + " steps"
                + time.map(column -> " by (" + column + ")").orElse("") + ", windows of " + window + " steps, "
                + horizon + " ahead";
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("series", series.names());
        details.put("window", window);
        details.put("horizon", horizon);
        return new Findings(summary, gaps, details);
    }

    /** The windows whose future is known, and a column that counts them. */
    private static Table withSteps(Table windows, int horizon) {
        int rows = windows.size() - horizon;
        if (rows < 1) {
            throw new DataException(
                    "The series is too short to predict (" + horizon + ") steps ahead. Maybe a smaller window.");
        }
        List<String> names = new ArrayList<>(windows.names());
        List<Column> columns = new ArrayList<>();
        for (Column column : windows.columns()) {
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = ((NumberColumn) column).value(row);
            }
            columns.add(new NumberColumn(values));
        }
        names.add(STEP);
        columns.add(new NumberColumn(IntStream.range(0, rows).asDoubleStream().toArray()));
        return Table.of(names, columns, windows::place);
    }

    private static Optional<String> time(Table table, String given) {
        if (!given.isEmpty()) {
            table.column(given);
            return Optional.of(given);
        }
        Optional<String> whole = table.names().stream()
                .filter(name -> table.column(name) instanceof WordColumn words && DatePreparation.areDates(words))
                .findFirst();
        return whole.or(() -> table.names().stream()
                .filter(name -> ColumnProfile.of(name, table.column(name)).kind() == ColumnKind.DATE)
                .findFirst());
    }

    /** The columns of numbers, ordered by time and without gaps. */
    private static Table series(Table table, Optional<String> time, List<String> gaps) {
        int[] order = IntStream.range(0, table.size()).toArray();
        if (time.isPresent()) {
            Column column = table.column(time.get());
            double[] times = column instanceof WordColumn words
                    ? DatePreparation.days(time.get(), words)
                    : IntStream.range(0, table.size())
                            .mapToDouble(((NumberColumn) column)::value)
                            .toArray();
            order = IntStream.range(0, table.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> times[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String name : table.names()) {
            if (table.column(name) instanceof NumberColumn numbers && !time.equals(Optional.of(name))) {
                double[] values = new double[order.length];
                for (int row = 0; row < values.length; row++) {
                    values[row] = numbers.value(order[row]);
                }
                NumberColumn ordered = new NumberColumn(values);
                if (ordered.missing() > 0) {
                    gaps.add(String.format(
                            Locale.ROOT,
                            "%d missing numbers of (%s) are taken for the ones before them.",
                            ordered.missing(),
                            Listing.shortened(name)));
                }
                names.add(name);
                columns.add(SeriesWindows.filled(ordered).orElse(ordered));
            }
        }
        if (names.isEmpty()) {
            throw new DataException(
                    "The series has no column of numbers. Available: " + Listing.of(table.names()) + ".");
        }
        return Table.of(names, columns);
    }

    private static String label(Table series, String given) {
        if (given.isEmpty()) {
            return series.names().get(series.names().size() - 1);
        }
        series.column(given);
        return given;
    }
}
