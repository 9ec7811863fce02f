package io.lanista.hub;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An architecture of the {@link Darts} space, as the field writes it:
 * {@code Genotype(normal=[('sep_conv_3x3', 0), …], normal_concat=[2, 3, 4, 5], reduce=[…], reduce_concat=[2, 3, 4, 5])}.
 * Two edges for each of four nodes, in order; an edge is an operation and the tensor that it reads: 0 and 1 are the cell's
 * inputs, 2 to 5 its nodes.
 *
 * @param normal the eight edges of the normal cell
 * @param reduce the eight edges of the reduction cell
 */
public record Genotype(List<Edge> normal, List<Edge> reduce) {
    /** What Liu et al. found with second-order DARTS on CIFAR-10 (2019, version 2 of the paper). */
    public static final Genotype DARTS_V2 = parse("Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), "
            + "('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), "
            + "('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), "
            + "('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), "
            + "('max_pool_3x3', 1)], reduce_concat=[2, 3, 4, 5])");

    private static final int NODES = 4;
    private static final String CONCAT = "_concat=[2, 3, 4, 5]";

    /**
     * An operation and what it reads.
     *
     * @param operation such as {@code sep_conv_3x3}
     * @param from the tensor: 0 and 1 are the cell's inputs
     */
    public record Edge(String operation, int from) {
        @Override
        public String toString() {
            return "('" + operation + "', " + from + ")";
        }
    }

    /** Checks, and puts the two edges of each node in the order of what they read. */
    public Genotype {
        normal = ordered("normal", normal);
        reduce = ordered("reduce", reduce);
    }

    private static List<Edge> ordered(String cell, List<Edge> edges) {
        if (edges.size() != 2 * NODES) {
            throw new IllegalArgumentException("The " + cell + " cell has (" + edges.size()
                    + ") edges, and needs (8): two for each of its four nodes.");
        }
        List<Edge> ordered = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            List<Edge> pair = new ArrayList<>(edges.subList(2 * node, 2 * node + 2));
            pair.sort(Comparator.comparingInt(Edge::from));
            if (pair.get(0).from() < 0
                    || pair.get(0).from() == pair.get(1).from()
                    || pair.get(1).from() > node + 1) {
                throw new IllegalArgumentException("Node (" + (node + 2) + ") of the " + cell + " cell reads " + pair
                        + ", and must read two different tensors from 0 to " + (node + 1) + ".");
            }
            ordered.addAll(pair);
        }
        return List.copyOf(ordered);
    }

    /** The genotype of choices of the {@link Darts} space. */
    public static Genotype of(Choices choices) {
        return new Genotype(edges(choices, "normal"), edges(choices, "reduce"));
    }

    private static List<Edge> edges(Choices choices, String cell) {
        List<Edge> edges = new ArrayList<>();
        for (int node = 2; node < 2 + NODES; node++) {
            List<?> inputs = (List<?>) answer(choices, cell + "/input_" + node);
            for (int j = 0; j < inputs.size(); j++) {
                String operation = (String) answer(choices, cell + "/op_" + node + "_" + j);
                edges.add(new Edge(operation, ((Long) inputs.get(j)).intValue()));
            }
        }
        return edges;
    }

    private static Object answer(Choices choices, String label) {
        return choices.get(Label.of(label))
                .orElseThrow(() -> new IllegalArgumentException("The choices " + choices + " have no answer to ("
                        + label + "). Maybe they belong to another space."));
    }

    /** The choices of the {@link Darts} space. */
    public Choices choices() {
        SortedMap<Label, Object> answers = new TreeMap<>();
        put(answers, "normal", normal);
        put(answers, "reduce", reduce);
        return new Choices(answers);
    }

    private static void put(SortedMap<Label, Object> answers, String cell, List<Edge> edges) {
        for (int node = 0; node < NODES; node++) {
            Edge first = edges.get(2 * node);
            Edge second = edges.get(2 * node + 1);
            String number = "_" + (node + 2);
            answers.put(Label.of(cell + "/input" + number), List.of(first.from(), second.from()));
            answers.put(Label.of(cell + "/op" + number + "_0"), first.operation());
            answers.put(Label.of(cell + "/op" + number + "_1"), second.operation());
        }
    }

    /**
     * Reads the field's notation; spaces don't matter, and {@code range(2, 6)} may stand for what is concatenated.
     *
     * @throws IllegalArgumentException if it is none, or not of this space
     */
    public static Genotype parse(String text) {
        String dense = text.replaceAll("\\s+", "");
        Matcher parts = Pattern.compile("Genotype\\(normal=\\[(.*)],normal_concat=([^=]*),"
                        + "reduce=\\[(.*)],reduce_concat=([^=]*)\\)")
                .matcher(dense);
        if (!parts.matches()) {
            throw new IllegalArgumentException("The text (" + text + ") is no genotype, which looks like"
                    + " Genotype(normal=[('sep_conv_3x3', 0), ...], normal_concat=[2, 3, 4, 5], reduce=[...],"
                    + " reduce_concat=[2, 3, 4, 5]).");
        }
        for (int group = 2; group <= 4; group += 2) {
            String joined = parts.group(group);
            if (!joined.equals("[2,3,4,5]") && !joined.equals("range(2,6)")) {
                throw new IllegalArgumentException("The genotype concatenates (" + joined
                        + "), and in this space all four nodes are: [2, 3, 4, 5].");
            }
        }
        return new Genotype(edges(parts.group(1)), edges(parts.group(3)));
    }

    private static List<Edge> edges(String text) {
        Matcher edge = Pattern.compile("\\(['\"](\\w+)['\"],(\\d{1,2})\\),?").matcher(text);
        List<Edge> edges = new ArrayList<>();
        int end = 0;
        while (edge.find() && edge.start() == end) {
            edges.add(new Edge(edge.group(1), Integer.parseInt(edge.group(2))));
            end = edge.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException(
                    "The edges (" + text.substring(end) + ") of the genotype can't be read.");
        }
        return edges;
    }

    @Override
    public String toString() {
        return "Genotype(normal=" + list(normal) + ", normal" + CONCAT + ", reduce=" + list(reduce) + ", reduce"
                + CONCAT + ")";
    }

    private static String list(List<Edge> edges) {
        return edges.stream().map(Edge::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
