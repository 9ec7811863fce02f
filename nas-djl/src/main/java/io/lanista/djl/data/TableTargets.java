package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TablePreparation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the targets of the labels of a table's parts; the first one says which classes there are. */
final class TableTargets {
    private TableTargets() {}

    /**
     * Makes them.
     *
     * @param prepared for a network that knows its classes already
     */
    static Targets of(List<TablePart> parts, Optional<TablePreparation> prepared) {
        prepared.ifPresent(before -> requireSame(before, parts.get(0)));
        return parts.get(0).task() == Task.CLASSIFICATION
                ? classes(parts, prepared.map(TablePreparation::classNames))
                : numbers(parts);
    }

    private static void requireSame(TablePreparation before, TablePart part) {
        List<String> labels = part.labels().stream().map(LabelColumn::name).toList();
        if (!before.labels().equals(labels)) {
            throw new DataException(
                    "The label is (" + Listing.of(labels) + "), and the network that is to learn more predicts ("
                            + Listing.of(before.labels()) + "). Maybe name that one (option label).");
        }
    }

    private static Targets classes(List<TablePart> parts, Optional<List<String>> known) {
        TablePart first = parts.get(0);
        LabelColumn label = first.labels().get(0);
        List<String> names = known.orElseGet(() -> label.classNames(first.rows()));
        if (names.size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The label (%s) has one value (%s) only, so there is nothing to learn. Maybe another column holds the label"
                            + " (option label).",
                    label.name(),
                    Listing.shortened(names.get(0))));
        }
        Map<String, Integer> numbers = new HashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        int[] labels = new int[parts.stream().mapToInt(TablePart::size).sum()];
        int at = 0;
        for (TablePart part : parts) {
            for (int row : part.rows()) {
                String name = String.valueOf(part.labels().get(0).className(row));
                Integer number = numbers.get(name);
                if (number == null) {
                    throw new DataException(String.format(
                            Locale.ROOT,
                            "The label in %s is (%s), which "
                                    + (known.isPresent()
                                            ? "the network doesn't know"
                                            : "the training file doesn't have")
                                    + ". Available: %s.",
                            part.table().place(row),
                            Listing.shortened(name),
                            Listing.of(names)));
                }
                labels[at++] = number;
            }
        }
        return Targets.classes(names, labels);
    }

    /** How much the rows count; those of a test part, which nothing is learnt from, 1. */
    static double[] weights(String name, List<TablePart> parts) {
        double[] weights = new double[parts.stream().mapToInt(TablePart::size).sum()];
        Arrays.fill(weights, 1);
        TablePart part = parts.get(0);
        Table table = part.table();
        if (!(table.column(name) instanceof NumberColumn numbers)) {
            throw new DataException("The weight (" + name + ") must be a column of numbers, but has words.");
        }
        double sum = 0;
        for (int at = 0; at < part.size(); at++) {
            double weight = numbers.value(part.rows()[at]);
            if (!(weight >= 0)) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The weight (%s) in %s is %s, and must be a number that is not less than 0. Maybe 1.",
                        name,
                        table.place(part.rows()[at]),
                        Double.isNaN(weight) ? "missing" : "(" + Listing.plain(weight) + ")"));
            }
            weights[at] = weight;
            sum += weight;
        }
        if (sum == 0) {
            throw new DataException("The weight (" + name + ") is 0 in all rows, so none of them counts.");
        }
        return weights;
    }

    private static Targets numbers(List<TablePart> parts) {
        int width = parts.get(0).labels().size();
        double[] numbers =
                new double[width * parts.stream().mapToInt(TablePart::size).sum()];
        int at = 0;
        for (TablePart part : parts) {
            for (int row : part.rows()) {
                for (LabelColumn label : part.labels()) {
                    numbers[at++] = label.number(row);
                }
            }
        }
        return Targets.numbers(numbers, width);
    }
}
