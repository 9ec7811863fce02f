package io.lanista.runtime.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a space by the grammar of the file format, mostly right, with some numbers far too large, some names that don't exist, and
 * sometimes with damaged characters.
 */
final class FuzzedSpace {
    private static final List<String> SIZES = List.of("1", "2", "3", "4", "8", "16", "outputs");
    private static final List<String> ODD = List.of(
            "0",
            "-1",
            "1.5",
            "1e300",
            ".inf",
            ".nan",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1000",
            "text",
            "[]",
            "{}",
            "~",
            "true",
            "'ü 漢'",
            "\"a\\nb\"",
            "*a",
            "&a 1",
            "!!int 3",
            "0x1F",
            "2020-01-01");
    private static final List<String> PLAIN =
            List.of("relu", "tanh", "identity", "gelu", "batch_norm", "dropout", "flatten", "softmax", "zero");

    private final Random random;
    private final List<String> labels = new ArrayList<>();
    private final List<String> definitions = new ArrayList<>();

    FuzzedSpace(Random random) {
        this.random = random;
    }

    String text() {
        String defined = random.nextInt(4) == 0
                ? "definitions: {"
                        + many(1, 4, i -> {
                            String definition = "d" + i + ": " + operation(2);
                            definitions.add("d" + i);
                            return definition;
                        })
                        + "}\n"
                : "";
        String text = "name: fuzz\ninput: {x: "
                + pick("[8]", "[8]", "[3, 8, 8]", "[3, 8, 8]", "[5, 4]", "[" + size() + "]") + "}\n"
                + (random.nextInt(4) == 0 ? "settings: {rate: " + value() + ", n: " + value() + "}\n" : "")
                + defined
                + "layers:\n"
                + IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(i -> "  - " + operation(0) + "\n")
                        .collect(Collectors.joining());
        return random.nextInt(6) == 0 ? damaged(text, random) : text;
    }

    /** A text with a few characters dropped, doubled, swapped or replaced. */
    static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0:
                    damaged.deleteCharAt(at);
                    break;
                case 1:
                    damaged.insert(at, (char) (1 + random.nextInt(300)));
                    break;
                case 2:
                    damaged.insert(at, damaged.substring(at, Math.min(damaged.length(), at + random.nextInt(20))));
                    break;
                default:
                    damaged.setCharAt(at, "0123456789{}[],:-\" \n".charAt(random.nextInt(20)));
            }
        }
        return damaged.toString();
    }

    private String operation(int depth) {
        int kind = random.nextInt(depth > 4 ? 6 : 14);
        switch (kind) {
            case 0:
            case 1:
            case 2:
                return pick(PLAIN.toArray(new String[0]));
            case 3:
                return "{linear: {units: " + value() + "}}";
            case 4:
                return "{conv2d: {out_channels: " + value() + ", kernel: " + size() + "}}";
            case 5:
                return definitions.isEmpty() || random.nextInt(3) == 0
                        ? random.nextInt(20) == 0
                                ? "nonsense"
                                : pick(
                                        "{dropout: {rate: {choice: " + label() + ", from: 0.0, to: 0.5}}}",
                                        "{dropout: {rate: 0.1}}",
                                        "{lstm: {units: " + value() + "}}")
                        : "{use: " + definitions.get(random.nextInt(definitions.size())) + "}";
            case 6:
            case 7:
                return "{choice: " + label() + ", of: {" + many(1, 4, i -> "c" + i + ": " + operation(depth + 1))
                        + "}}";
            case 8:
            case 9:
                return repeat(depth);
            case 10:
                return "[" + many(0, 4, i -> operation(depth + 1)) + "]";
            case 11:
                return cell(depth);
            case 12:
                return "{graph: [" + operation(depth + 1) + ", {name: j, add: {}, reads: [x, \"0\"]}]}";
            default:
                return "{graph: [{name: a, " + pick("relu", "tanh") + ": {}}, {input_choice: " + label()
                        + ", reads: [x, a], " + pick("choose: 1", "from: 1, to: 2", "choose: " + size()) + ", merge: "
                        + pick("sum", "mean", "concat") + "}, "
                        + pick(
                                "{add: {}}",
                                "{name: n, input_choice: " + label() + ", reads: [x, a], from: 0, to: 2, merge: none},"
                                        + " {add: {}, reads: [x, n]}")
                        + "]}";
        }
    }

    private String repeat(int depth) {
        int from = random.nextInt(3);
        String to = pick("1", "2", "3", "5", "40", "1000", size());
        String number = random.nextInt(3) == 0 ? "times: " + to : "from: " + from + ", to: " + to;
        return "{repeat: " + label() + ", " + number + (random.nextInt(3) == 0 ? ", share: true" : "") + ", layers: ["
                + operation(depth + 1) + "]}";
    }

    private String cell(int depth) {
        String operations = "{" + many(1, 3, i -> "c" + i + ": " + operation(depth + 2)) + "}";
        return random.nextBoolean()
                ? "{cell: " + label() + ", inputs: 1, nodes: " + pick("1", "2", "4", size())
                        + ", choose: 1, loose_ends: " + random.nextBoolean() + ", of: " + operations + "}"
                : "{cell: " + label() + ", vertices: " + pick("2", "3", "5", size()) + ", max_edges: "
                        + pick("1", "3", "9", size()) + ", channels: " + pick("3", "8", size()) + ", of: " + operations
                        + "}";
    }

    private String value() {
        switch (random.nextInt(9)) {
            case 0:
            case 1:
                return "{choice: " + label() + ", of: ["
                        + many(1, 4, i -> random.nextInt(10) == 0 ? size() : String.valueOf(4 << i)) + "]}";
            case 2:
                return "{choice: " + label() + ", from: " + pick("1", "8", size()) + ", to: "
                        + pick("16", "64", "100000", size()) + "}";
            case 3:
                return "{choice: " + label() + ", from: 8, to: 64, step: " + pick("8", "4", "14", size()) + "}";
            case 4:
                return "{choice: " + label() + ", from: 2, to: " + pick("9", "1000", size()) + ", log: true}";
            case 5:
                return "{" + pick("multiply", "divide", "add", "subtract", "min", "max", "less") + ": [" + value()
                        + ", " + value() + "]}";
            case 6:
                return labels.isEmpty() || random.nextInt(5) > 0
                        ? size()
                        : "{choice: " + labels.get(random.nextInt(labels.size())) + "}";
            default:
                return size();
        }
    }

    private String size() {
        return random.nextInt(30) == 0 ? ODD.get(random.nextInt(ODD.size())) : SIZES.get(random.nextInt(SIZES.size()));
    }

    private String label() {
        if (!labels.isEmpty() && random.nextInt(25) == 0) {
            return labels.get(random.nextInt(labels.size()));
        }
        String label = random.nextInt(200) == 0 ? "A b" : "l" + labels.size();
        labels.add(label);
        return label;
    }

    private String many(int from, int to, IntFunction<String> element) {
        return IntStream.range(0, from + random.nextInt(to - from + 1))
                .mapToObj(element)
                .collect(Collectors.joining(", "));
    }

    private String pick(String... options) {
        return options[random.nextInt(options.length)];
    }
}
