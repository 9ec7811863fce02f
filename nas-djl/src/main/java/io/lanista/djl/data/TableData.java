package io.lanista.djl.data;

import io.lanista.base.text.DidYouMean;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.Column;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.ColumnProfile;
import io.lanista.djl.table.Encoder;
import io.lanista.djl.table.Feature;
import io.lanista.djl.table.Identity;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.table.WordColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Examples that are rows of a table, whose columns become numbers as the training part teaches: see {@link TablePreparation}.
 * Rows without a label are left out, and that is said.
 */
public final class TableData extends RawData {
    private final TableRoles roles;
    private final List<TablePart> parts;
    private final List<ColumnProfile> profiles;
    private final Targets targets;
    private final long[][] identities;
    private final Findings findings;

    private TableData(TableRoles roles, List<TablePart> parts, List<ColumnProfile> profiles, Findings findings) {
        this.roles = roles;
        this.parts = parts;
        this.profiles = profiles;
        Targets plain = TableTargets.of(parts, roles.use().prepared());
        this.targets = roles.weight()
                .map(column -> plain.weighted(TableTargets.weights(column, parts)))
                .orElse(plain);
        this.identities =
                parts.stream().map(part -> identities(part.table(), profiles)).toArray(long[][]::new);
        this.findings = TableFindings.of(findings, roles, parts, profiles, targets);
    }

    /**
     * Examples without a test part of their own.
     *
     * @throws DataException if there is no such label, or nothing to learn from or about
     */
    public static TableData of(Table table, TableRoles roles) {
        return of(table, null, roles, Findings.NONE);
    }

    static TableData of(Table table, @Nullable Table test, TableRoles roles, Findings findings) {
        List<TablePart> parts = new ArrayList<>();
        parts.add(new TablePart(table, roles));
        if (test != null) {
            parts.add(new TablePart(test, roles.as(parts.get(0).task())));
        }
        return new TableData(roles, parts, profiles(table, roles), findings);
    }

    private static List<ColumnProfile> profiles(Table table, TableRoles roles) {
        for (String name : roles.kinds().keySet()) {
            if (!table.has(name)) {
                String who = roles.use().prepared().isPresent()
                        ? "The network that is to learn more knows the column (" + name
                                + "), which the table doesn't have."
                        : "The option (columns) names (" + name + "), which is no column.";
                throw new DataException(who + " Available: " + Listing.of(table.names()) + "."
                        + DidYouMean.sentence(name, table.names()));
            }
        }
        List<ColumnProfile> profiles = new ArrayList<>();
        for (String name : table.names()) {
            Column column = table.column(name);
            if (roles.labels().contains(name) || name.equals(SeriesSource.STEP)) {
                continue;
            }
            if (roles.group().equals(Optional.of(name))) {
                profiles.add(new ColumnProfile(
                        name, ColumnKind.LEAVE_OUT, column.missing(), column.size(), "rows of one stay together"));
            } else if (roles.weight().equals(Optional.of(name))) {
                profiles.add(new ColumnProfile(
                        name, ColumnKind.LEAVE_OUT, column.missing(), column.size(), "says how much rows count"));
            } else if (roles.kinds().containsKey(name)) {
                profiles.add(ColumnProfile.told(name, column, roles.kinds().get(name)));
            } else if (roles.use().prepared().isPresent()) {
                profiles.add(ColumnProfile.told(name, column, ColumnKind.LEAVE_OUT));
            } else {
                profiles.add(ColumnProfile.of(name, column, roles.decimal()));
            }
        }
        return withText(profiles);
    }

    /** A text that is told to be read word for word, or that is all there is, stands alone. */
    private static List<ColumnProfile> withText(List<ColumnProfile> profiles) {
        List<ColumnProfile> used =
                profiles.stream().filter(profile -> profile.kind().isUsed()).toList();
        List<ColumnProfile> alone = used.stream()
                .filter(profile ->
                        profile.kind() == ColumnKind.TOKENS || (profile.kind() == ColumnKind.TEXT && used.size() == 1))
                .toList();
        if (alone.isEmpty()) {
            return profiles;
        }
        if (alone.size() > 1) {
            throw new DataException("The columns (" + alone.get(0).name() + ") and ("
                    + alone.get(1).name()
                    + ") are both told to be read word for word, and a network takes one such. Maybe say text of both (option"
                    + " columns).");
        }
        String name = alone.get(0).name();
        return profiles.stream()
                .map(profile -> profile.name().equals(name)
                        ? profile.as(ColumnKind.TOKENS, profile.why())
                        : profile.kind().isUsed()
                                ? profile.as(ColumnKind.LEAVE_OUT, "beside the text (" + name + ")")
                                : profile)
                .toList();
    }

    @Override
    int size() {
        return parts.stream().mapToInt(TablePart::size).sum();
    }

    @Override
    Task task() {
        return targets.task();
    }

    @Override
    List<String> classNames() {
        return targets.classNames();
    }

    @Override
    int label(int example) {
        return targets.label(example);
    }

    @Override
    Part part(int example) {
        return example < parts.get(0).size() ? Part.OPEN : Part.TEST;
    }

    @Override
    long identity(int example) {
        return identities[partOf(example)][row(example)];
    }

    private static long[] identities(Table table, List<ColumnProfile> profiles) {
        long[] identities = new long[table.size()];
        for (ColumnProfile profile : profiles) {
            if (profile.kind().isUsed()) {
                Column column = table.column(profile.name());
                Arrays.setAll(identities, row -> Identity.and(identities[row], column.identity(row)));
            }
        }
        return identities;
    }

    private int partOf(int example) {
        return example < parts.get(0).size() ? 0 : 1;
    }

    private int row(int example) {
        int first = parts.get(0).size();
        return example < first ? parts.get(0).rows()[example] : parts.get(1).rows()[example - first];
    }

    @Override
    Optional<Identities> groups() {
        return roles.group().map(name -> {
            Column column = parts.get(0).table().column(name);
            // A row without a group is one of its own.
            return Identities.of(
                    parts.get(0).size(),
                    example ->
                            column.isMissing(row(example)) ? Identity.and(-1, example) : column.identity(row(example)));
        });
    }

    @Override
    Optional<IntToDoubleFunction> times() {
        return roles.time().map(name -> {
            double[] times = TableTimes.of(name, parts.get(0).table());
            return example -> times[row(example)];
        });
    }

    @Override
    Findings findings() {
        return findings;
    }

    @Override
    NewExamples examples() {
        return NewExamples.of(parts.get(parts.size() - 1).table());
    }

    @Override
    Prepared prepare(boolean standardize, int... training) {
        int[] rows = IntStream.of(training).map(this::row).toArray();
        Table table = parts.get(0).table();
        if (profiles.stream().noneMatch(profile -> profile.kind().isUsed())) {
            throw new DataException("No column is left to learn from: " + TableFindings.leftOut(profiles)
                    + ". Maybe say what they are (option columns).");
        }
        TablePreparation learnt = roles.use().prepared().orElseGet(() -> learnt(table, rows));
        TablePreparation used = standardize ? learnt : learnt.unscaled();
        List<String> notes = new ArrayList<>();
        float[] values = encode(used, notes);
        Standardization scale = new Standardization(
                used.features().stream().map(Feature::mean).toList(),
                used.features().stream().map(Feature::deviation).toList());
        DataSet all = DataSet.of(
                Rows.ofStandardized(values, scale),
                size(),
                new long[] {scale.mean().size()},
                targets);
        return new Prepared(examples -> all.select(examples).standardized(scale), scale, Optional.of(used), notes);
    }

    private TablePreparation learnt(Table table, int... rows) {
        return new TablePreparation(
                TablePreparation.learn(table, profiles, roles.categories(), roles.numbers(), rows),
                profiles.stream()
                        .filter(profile -> !profile.kind().isUsed())
                        .map(ColumnProfile::name)
                        .toList(),
                roles.labels(),
                targets.classNames(),
                roles.dialect(),
                roles.missing());
    }

    private float[] encode(TablePreparation preparation, List<String> notes) {
        int width = preparation.features().size();
        float[] values = new float[Rows.capacity(size(), width, Float.BYTES)];
        int at = 0;
        Map<String, Integer> surprises = new LinkedHashMap<>();
        for (TablePart part : parts) {
            Encoder encoder = preparation.encoder(part.table());
            for (int row : part.rows()) {
                encoder.encode(row, values, at);
                at += width;
            }
            encoder.surprises().forEach((name, count) -> surprises.merge(name, count, Integer::sum));
            if (part != parts.get(0)) {
                encoder.shifts().forEach(shift -> notes.add("In the test part: " + shift));
            }
        }
        surprises.forEach((name, count) -> notes.add(String.format(
                Locale.ROOT,
                "The column (%s) has cells of no sort that the training part has (unknown, rare or missing): %d. They count as"
                        + " none.",
                Listing.shortened(name),
                count)));
        return values;
    }

    /**
     * The rows as images, whose values are read from the columns in their order.
     *
     * @param shape {@code (channels, height, width)}
     * @throws DataException if a column has no numbers, or a cell is missing
     */
    DataParts images(long... shape) {
        int width = profiles.size();
        float[] values = new float[Rows.capacity(size(), width, Float.BYTES)];
        int first = 0;
        for (TablePart part : parts) {
            pixels(part, values, first * width);
            first += part.size();
        }
        DataSet all = DataSet.of(Rows.of(values, width), size(), shape, targets);
        int open = parts.get(0).size();
        DataParts images = DataParts.of(all.select(IntStream.range(0, open).toArray()));
        TablePreparation columns = TablePreparation.ofNumbers(
                profiles.stream().map(ColumnProfile::name).toList(),
                roles.labels(),
                targets.classNames(),
                roles.dialect());
        return (parts.size() > 1
                        ? images.withTest(
                                all.select(IntStream.range(open, size()).toArray()))
                        : images)
                .with(findings)
                .with(columns);
    }

    private void pixels(TablePart part, float[] to, int at) {
        for (int column = 0; column < profiles.size(); column++) {
            Column cells = part.table().column(profiles.get(column).name());
            for (int example = 0; example < part.size(); example++) {
                int row = part.rows()[example];
                if (cells.isMissing(row) || cells instanceof WordColumn) {
                    throw new DataException(String.format(
                            Locale.ROOT,
                            "The column (%s) in %s has no number, which an image needs. Maybe it is the label (option label), or"
                                    + " the rows are no images (option shape: columns).",
                            profiles.get(column).name(),
                            part.table().place(row)));
                }
                to[at + example * profiles.size() + column] = (float) ((NumberColumn) cells).value(row);
            }
        }
    }

    /** How many columns an image could be made of. */
    int columns() {
        return profiles.size();
    }
}
