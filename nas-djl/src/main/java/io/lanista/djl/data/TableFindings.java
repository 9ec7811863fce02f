package io.lanista.djl.data;

import io.lanista.djl.table.Column;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.ColumnProfile;
import io.lanista.djl.table.DatePreparation;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.WordColumn;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says what a table's columns are. */
final class TableFindings {
    private static final double MOSTLY = 0.5;
    private static final int ENOUGH = 20;
    private static final int LEFT_OUT_SHOWN = 6;

    private TableFindings() {}

    static Findings of(
            Findings source, TableRoles roles, List<TablePart> parts, List<ColumnProfile> profiles, Targets targets) {
        List<String> warnings = new ArrayList<>(source.warnings());
        for (TablePart part : parts) {
            if (part.unlabelled() > 0) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%d rows without a label (%s) are left out, the first in %s.",
                        part.unlabelled(),
                        String.join(", ", roles.labels()),
                        part.firstUnlabelled()));
            }
        }
        profiles.forEach(profile -> warnings.addAll(ofColumn(profile, parts, targets)));
        if (targets.task() == Task.REGRESSION) {
            warnings.addAll(targetOutliers(parts, targets));
        }
        return new Findings(summary(source, roles, profiles), warnings, details(source, roles, parts.get(0), profiles));
    }

    private static List<String> ofColumn(ColumnProfile profile, List<TablePart> parts, Targets targets) {
        List<String> warnings = new ArrayList<>();
        if (profile.kind() == ColumnKind.NUMBER) {
            Outlier.in(numbers(parts, profile.name()))
                    .ifPresent(outlier -> warnings.add("The column (" + Listing.shortened(profile.name()) + ") has "
                            + outlier + ". Maybe it stands for a missing value: (option missing)."));
        }
        if (profile.kind() == ColumnKind.DATE) {
            warnings.addAll(ofDates(profile, parts.get(0).table()));
        }
        profile.doubt()
                .ifPresent(doubt -> warnings.add("The column (" + Listing.shortened(profile.name())
                        + ") is taken for words (" + profile.kind().word() + "): " + doubt
                        + ". Maybe mend those, or say that they stand for missing values (option missing)."));
        if (profile.kind().isUsed() && tellsLabel(profile.name(), parts, targets)) {
            warnings.add("The column (" + Listing.shortened(profile.name())
                    + ") tells the label of every row. Maybe it isn't known where the label is to be predicted: leave it out"
                    + " (option columns) then.");
        }
        if (profile.kind().isUsed() && profile.missing() > MOSTLY * profile.rows()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The column (%s) is empty in %d of %d rows.",
                    Listing.shortened(profile.name()),
                    profile.missing(),
                    profile.rows()));
        }
        return warnings;
    }

    /** Whether each class has one value of a column, and each value one class; or both are the same numbers. */
    private static boolean tellsLabel(String name, List<TablePart> parts, Targets targets) {
        boolean classes = targets.task() == Task.CLASSIFICATION;
        Map<Long, Double> labels = new HashMap<>();
        Map<Double, Long> values = new HashMap<>();
        int example = 0;
        for (TablePart part : parts) {
            if (!part.table().has(name)) {
                return false;
            }
            Column column = part.table().column(name);
            for (int row : part.rows()) {
                double label = classes ? targets.label(example) : targets.number(example, 0);
                example++;
                boolean same = classes
                        ? labels.computeIfAbsent(column.identity(row), cell -> label) == label
                                && values.computeIfAbsent(label, known -> column.identity(row)) == column.identity(row)
                        : column instanceof NumberColumn numbers && numbers.value(row) == label;
                if (!same) {
                    return false;
                }
            }
        }
        return example >= ENOUGH;
    }

    private static List<String> ofDates(ColumnProfile profile, Table table) {
        List<String> warnings = new ArrayList<>();
        WordColumn column = (WordColumn) table.column(profile.name());
        String name = Listing.shortened(profile.name());
        DatePlaceholder.in(column, DatePreparation.days(profile.name(), column))
                .ifPresent(found -> warnings.add("The column (" + name + ") has " + found
                        + ". Maybe it stands for a missing value: (option missing)."));
        if (profile.why().endsWith("first")) {
            warnings.add("The dates of the column (" + name + ") are read with " + profile.why()
                    + ", but could be meant otherwise. Maybe write them as in 2024-01-31.");
        }
        return warnings;
    }

    /** A column of all parts, those with test examples included. */
    private static NumberColumn numbers(List<TablePart> parts, String name) {
        return new NumberColumn(parts.stream()
                .map(part -> part.table().column(name))
                .filter(NumberColumn.class::isInstance)
                .map(NumberColumn.class::cast)
                .flatMapToDouble(column -> IntStream.range(0, column.size()).mapToDouble(column::value))
                .toArray());
    }

    private static List<String> targetOutliers(List<TablePart> parts, Targets targets) {
        List<String> warnings = new ArrayList<>();
        List<LabelColumn> labels = parts.get(0).labels();
        int examples = parts.stream().mapToInt(TablePart::size).sum();
        for (int place = 0; place < labels.size(); place++) {
            int target = place;
            String name = labels.get(place).name();
            double[] values = IntStream.range(0, examples)
                    .mapToDouble(example -> targets.number(example, target))
                    .toArray();
            Outlier.in(new NumberColumn(values))
                    .ifPresent(outlier -> warnings.add("The label (" + name + ") has " + outlier
                            + ". Maybe it stands for a missing value: (option missing)."));
        }
        return warnings;
    }

    private static String summary(Findings source, TableRoles roles, List<ColumnProfile> profiles) {
        Map<ColumnKind, Integer> counts = new EnumMap<>(ColumnKind.class);
        profiles.stream()
                .filter(profile -> profile.kind().isUsed())
                .forEach(profile -> counts.merge(profile.kind(), 1, Integer::sum));
        String used = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + word(count.getKey(), count.getValue() > 1))
                .collect(Collectors.joining(", "));
        String leftOut = leftOut(profiles);
        return (source.summary().isEmpty() ? "" : source.summary() + "; ")
                + "label (" + Listing.of(roles.labels()) + "); "
                + (used.isEmpty() ? "no column is used" : used)
                + (leftOut.isEmpty() ? "" : "; left out: " + leftOut);
    }

    private static String word(ColumnKind kind, boolean several) {
        switch (kind) {
            case CATEGORY:
                return several ? "categories" : "category";
            case TOKENS:
                return "text";
            case YES_NO:
                return several ? "columns of yes or no" : "column of yes or no";
            default:
                return kind.word() + (several ? "s" : "");
        }
    }

    /** The columns that aren't used, each with the reason. */
    static String leftOut(List<ColumnProfile> profiles) {
        List<String> reasons = profiles.stream()
                .filter(profile -> !profile.kind().isUsed())
                .map(profile -> Listing.shortened(profile.name()) + " (" + reason(profile) + ")")
                .toList();
        String shown = reasons.stream().limit(LEFT_OUT_SHOWN).collect(Collectors.joining(", "));
        return reasons.size() > LEFT_OUT_SHOWN ? shown + ", … (" + reasons.size() + " in all)" : shown;
    }

    private static String reason(ColumnProfile profile) {
        return profile.kind() == ColumnKind.LEAVE_OUT || profile.kind() == ColumnKind.CONSTANT
                ? profile.why()
                : profile.kind().word() + ": " + profile.why();
    }

    private static Map<String, Object> details(
            Findings source, TableRoles roles, TablePart open, List<ColumnProfile> profiles) {
        Map<String, Object> details = new LinkedHashMap<>(source.details());
        details.put("label", roles.labels().size() == 1 ? roles.labels().get(0) : roles.labels());
        details.put("rows", open.table().size());
        details.put("columns", profiles.stream().map(ColumnProfile::asMap).toList());
        roles.group().ifPresent(group -> details.put("group", group));
        roles.time().ifPresent(time -> details.put("time", time));
        return details;
    }
}
