package io.lanista.runtime.text;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Spaces that are large, and yet within the bounds. */
enum LargeSpace {
    A_CHAIN_OF_CHOICES(() -> many(5_000, i -> "{choice: c" + i + ", of: [relu, tanh, gelu]}")),
    A_DEEP_CHAIN_OF_LAYERS(() -> many(30_000, i -> "relu")),
    A_DEPTH_OF_HUNDREDS(() -> many(
            1,
            i -> "{repeat: depth, from: 1, to: 400, layers: [{choice: a, of: [relu, tanh]}, {choice: b,"
                    + " of: [relu, tanh]}, {linear: {units: {choice: w, of: [4, 8]}}}]}")),
    DEPTHS_IN_DEPTHS(() -> many(
            1,
            i -> "{repeat: outer, from: 1, to: 30, layers: [{repeat: inner, from: 1, to: 30, layers: [{choice:"
                    + " a, of: [relu, tanh]}]}]}")),
    A_WIDTH_THAT_MANY_SHARE(() -> many(
            150,
            i -> "{choice: c" + i + ", of: {wide: {linear: {units: {choice: width, of: [4, 8]}}},"
                    + " none: identity}}")),
    WIDTHS_THAT_SOME_SHARE(() -> many(
            300,
            i -> "{choice: c" + i + ", of: {wide: {linear: {units: {choice: w" + (i * 7919 % 31)
                    + ", of: [4, 8]}}}, other: {linear: {units: {choice: w" + (i * 104_729 % 37)
                    + ", of: [4, 8]}}}, none: identity}}")),
    NESTED_A_HUNDRED_TIMES(() -> many(1, i -> "[".repeat(90) + "relu" + "]".repeat(90))),
    NODES_IN_REVERSE(() -> IntStream.range(0, 5_000)
            .mapToObj(i -> "{name: n" + i + ", relu: {}, reads: " + (i == 4_999 ? "x" : "n" + (i + 1)) + "}")
            .collect(Collectors.joining("\n  - ", "name: x\ninput: {x: [8]}\noutput: n0\nlayers:\n  - ", "\n"))),
    MANY_ATTRIBUTES(() -> many(
                    1,
                    i -> "{conv1d: {out_channels: {choice: a, from: 1, to: 500}, kernel: {choice: b, of: [1, 3, 5, 7]},"
                            + " dilation: {choice: c, from: 1, to: 3}, bias: {choice: d, of: [true, false]}}}")
            .replace("[8]", "[2, 64]")),
    A_CELL_OF_FORTY_NODES(() -> many(
            1,
            i -> "{cell: c, inputs: 1, nodes: 40, choose: 1, of: {a: [{choice: k, of: [relu, tanh]}], b:"
                    + " identity}}"));

    private final Supplier<String> text;

    LargeSpace(Supplier<String> text) {
        this.text = text;
    }

    String text() {
        return text.get();
    }

    private static String many(int count, IntFunction<String> layer) {
        return IntStream.range(0, count)
                .mapToObj(layer)
                .collect(Collectors.joining("\n  - ", "name: x\ninput: {x: [8]}\nlayers:\n  - ", "\n"));
    }
}
