package io.lanista.runtime.text;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files that explode when they are read, written out or computed. */
enum SpaceBomb {
    REPEATS_IN_REPEATS(
            () -> layers("{repeat: a, times: 1000, layers: [{repeat: b, times: 1000, layers: [{repeat: c, times: 1000,"
                    + " layers: [relu]}]}]}")),
    OPEN_REPEATS_IN_REPEATS(
            () -> layers("{repeat: a, from: 1, to: 1000, layers: [{repeat: b, from: 0, to: 1000, layers: [{choice:"
                    + " c, of: [relu, tanh]}]}]}")),
    DOUBLED_DEFINITIONS(() -> doubled("relu", 60)),
    DOUBLED_CHOICES(() -> doubled("{choice: kind, of: [relu, tanh]}", 60)),
    CHOICES_OF_CHOICES(() -> definitions("relu", 60, "{choice: c%1$d, of: {a: {use: d%2$d}, b: {use: d%2$d}}}")),
    CELLS_OF_CELLS(() -> definitions(
            "{linear: {units: 8}}", 40, "{cell: c%1$d, inputs: 1, nodes: 3, choose: 1, of: {a: {use: d%2$d}}}")),
    DEEP_DEFINITIONS(() -> definitions("relu", 20_000, "[{use: d%2$d}]")),
    DEEP_LISTS(() -> layers("[".repeat(50_000) + "relu" + "]".repeat(50_000))),
    DEEP_TABLES(() -> layers("{choice: a, of: {b: ".repeat(10_000) + "relu" + "}}".repeat(10_000))),
    DEEP_EXPRESSIONS(
            () -> layers("{linear: {units: " + "{add: [1, ".repeat(10_000) + "1" + "]}".repeat(10_000) + "}}")),
    ALIASES(() -> "name: x\na: &a [relu, relu]\nb: &b [*a, *a]\nc: &c [*b, *b]\nlayers: [*c, *c]\n"),
    MERGED_ALIASES(() -> "name: x\nlayers:\n  - &a {linear: {units: 3}}\n  - {<<: *a}\n"),
    LONG_NAME(() -> "name: " + "x".repeat(100_000) + "\nlayers: [relu]\n"),
    LONG_KEY(() -> layers("{" + "x".repeat(100_000) + ": 1}")),
    LONG_NUMBER(() -> layers("{linear: {units: " + "9".repeat(100_000) + "}}")),
    MANY_LAYERS(() -> layers("relu\n".concat("  - relu\n".repeat(250_000)))),
    MANY_NODES_IN_A_CELL(() -> layers("{cell: c, inputs: 50, nodes: 50, choose: 25, of: [relu, tanh]}")),
    MANY_WIRINGS(() ->
            layers("{cell: c, inputs: 40, nodes: 60, choose: 5, of: {a: {choice: k, of: [relu, tanh]}}, of_inputs: {a:"
                    + " {choice: k, of: [relu, tanh]}}}")),
    HUGE_IMAGE(() ->
            "name: x\ninput: {image: [2147483647, 2147483647, 2147483647]}\nlayers: [{conv2d: {out_channels: 2147483647,"
                    + " kernel: 2147483647}}, global_avg_pool, {linear: {units: 9223372036854775807}}]\n"),
    HUGE_LAYERS(() ->
            layers("{linear: {units: 2147483647}}\n  - {linear: {units: 2147483647}}\n  - {linear: {units: 2147483647}}"
                    + "\n  - {lstm: {units: 2147483647}}")),
    HUGE_SUM(() -> layers(
            "{linear: {units: 2147483647}}\n  - {repeat: r, times: 1000, layers: [{linear: {units: 2147483647}}]}")),
    HUGE_PRODUCT(() -> layers(
            "{linear: {units: {multiply: [{choice: a, of: [4000000000]}, {multiply: [4000000000, 4000000000]}]}}}")),
    HUGE_RANGE(() -> layers("{linear: {units: {choice: a, from: -9223372036854775807, to: 9223372036854775807}}}")),
    WIDE_REAL_RANGE(() -> layers("{dropout: {rate: {choice: a, from: -1.7e308, to: 1.7e308}}}")),
    DIVISION_BY_ZERO(() -> layers("{linear: {units: {divide: [8, {subtract: [2, 2]}]}}}")),
    NOTHING_THAT_CAN_BE_BUILT(
            () -> layers("{linear: {units: {multiply: [{choice: a, from: 4, to: 8}, 9000000000000000000]}}}"));

    private final Supplier<String> text;

    SpaceBomb(Supplier<String> text) {
        this.text = text;
    }

    String text() {
        return text.get();
    }

    static String layers(String layer) {
        return "name: x\ninput: {x: [8]}\nlayers:\n  - " + layer + "\n";
    }

    /** Each definition stands twice in the next one. */
    private static String doubled(String first, int count) {
        return definitions(first, count, "[{use: d%2$d}, {use: d%2$d}]");
    }

    private static String definitions(String first, int count, String next) {
        return "name: x\ninput: {x: [8]}\ndefinitions:\n  d0: " + first + "\n"
                + IntStream.range(1, count)
                        .mapToObj(i -> "  d" + i + ": " + next.formatted(i, i - 1) + "\n")
                        .collect(Collectors.joining())
                + "layers:\n  - use: d" + (count - 1) + "\n";
    }
}
