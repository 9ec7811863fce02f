package io.lanista.testkit;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.mutate.Chooser;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Spaces of the kinds that a plug-in has to cope with. Equal at each call. */
public final class StandardSpaces {
    private StandardSpaces() {}

    /** All of them by name, in a fixed order. */
    public static Map<String, SearchSpace> all() {
        Map<String, SearchSpace> all = new LinkedHashMap<>();
        all.put("flat", flat());
        all.put("conditional", conditional());
        all.put("cell", cell());
        all.put("numeric", numeric());
        all.put("tiny", tiny());
        all.put("constrained", constrained());
        all.put("dynamic", dynamic());
        return Collections.unmodifiableMap(all);
    }

    /** Six categorical decisions with five candidates each: 15,625 architectures. */
    public static SearchSpace flat() {
        return categorical(6, 5);
    }

    /** So many categorical decisions with so many candidates each. */
    public static SearchSpace categorical(int decisions, int candidates) {
        ModelBuilder builder = Model.named("flat").input("x", 8);
        for (int i = 0; i < decisions; i++) {
            Candidate[] layers = IntStream.range(0, candidates)
                    .mapToObj(j -> Candidate.of("op" + j, Layer.of("linear", "units", 8, "variant", j)))
                    .toArray(Candidate[]::new);
            builder.then("layer" + i, LayerChoice.of("layer" + i, layers));
        }
        return SearchSpace.of(builder.build());
    }

    /**
     * Decisions that are active only behind others, two levels deep, and a repeat whose copies choose for themselves:
     * 2,268 architectures.
     */
    public static SearchSpace conditional() {
        Operation kernel = Layer.of(
                "conv2d", "kernel", Value.choice("kernel", 1, 3, 5), "bias", Value.choice("bias", true, false));
        Operation deep = LayerChoice.of(
                "kind",
                Candidate.of("conv", kernel),
                Candidate.of("pool", Layer.of("max_pool2d", "kernel", Value.choice("pool", 2, 3))));
        Operation body = LayerChoice.of(
                "op",
                Candidate.of("linear", Layer.of("linear", "units", Value.choice("units", 8, 16, 32))),
                Candidate.of("identity", Layer.of("identity")));
        return SearchSpace.of(Model.named("conditional")
                .input("x", 8)
                .then(
                        "stem",
                        LayerChoice.of("stem", Candidate.of("plain", Layer.of("identity")), Candidate.of("deep", deep)))
                .then("body", Repeat.of("depth", 1, 3, body))
                .setting("rate", Value.choice("rate", 0.1, 0.01, 0.001))
                .build());
    }

    /** A cell of three nodes with one of four operations on each edge: 64 choices that come to 26 architectures. */
    public static SearchSpace cell() {
        return SearchSpace.of(Model.named("cell")
                .input("x", 8)
                .node("edge01", edge("edge01"), "x")
                .node("edge02", edge("edge02"), "x")
                .node("edge12", edge("edge12"), "edge01")
                .node("sum", Layer.of("add"), "edge02", "edge12")
                .build());
    }

    private static Operation edge(String label) {
        return LayerChoice.of(
                label,
                Candidate.of("none", Layer.of("zero")),
                Candidate.of("skip", Layer.of("identity")),
                Candidate.of("relu", Layer.of("relu")),
                Candidate.of("linear", Layer.of("linear", "units", 8, "bias", false)));
    }

    /** An ordinal choice, whole numbers (plain and logarithmic), real ones (plain and logarithmic), and a category. */
    public static SearchSpace numeric() {
        return SearchSpace.of(Model.named("numeric")
                .input("x", 8)
                .setting("ordinal", Value.choice("ordinal", 8, 16, 32, 64))
                .setting("whole", Value.integer("whole", 1, 12))
                .setting("log-whole", Value.logInteger("log-whole", 1, 1024))
                .setting("real", Value.real("real", -1, 1))
                .setting("log-real", Value.logReal("log-real", 1e-5, 1e-1))
                .setting("category", Value.choice("category", "adam", "sgd", "rmsprop"))
                .build());
    }

    /** Six architectures, to be exhausted. */
    public static SearchSpace tiny() {
        return SearchSpace.of(Model.named("tiny")
                .input("x", 8)
                .setting("letter", Value.choice("letter", "a", "b", "c"))
                .setting("flag", Value.choice("flag", true, false))
                .build());
    }

    /** Three whole numbers from 0 to 9 whose sum must not exceed 9: 220 of 1,000 architectures. */
    public static SearchSpace constrained() {
        Value sum = Value.integer("a", 0, 9).plus(Value.integer("b", 0, 9)).plus(Value.integer("c", 0, 9));
        return SearchSpace.of(Model.named("constrained")
                        .input("x", 8)
                        .setting("sum", sum)
                        .build())
                .with(Constraint.of(
                        "sum in [0, 9]",
                        model -> Objects.requireNonNull(model.settings().get("sum"))
                                .constant()
                                .filter(total -> (Long) total <= 9)
                                .isPresent()));
    }

    /** A decision of the model, and a mutator that asks how many layers to add, and then for the width of each one. */
    public static SearchSpace dynamic() {
        Model base = Model.named("dynamic")
                .input("x", 8)
                .then("stem", Layer.of("linear", "units", Value.choice("stem", 8, 16)))
                .build();
        return SearchSpace.of(base, List.of(new Deepening()));
    }

    private record Deepening() implements Mutator {
        @Override
        public Label label() {
            return Label.of("deepen");
        }

        @Override
        public Model mutate(Model model, Chooser chooser) {
            Model deeper = model;
            long layers = chooser.choose(List.of(0L, 1L, 2L, 3L));
            for (int i = 0; i < layers; i++) {
                deeper = deeper.withSetting("width" + i, chooser.choose(List.of(8L, 16L, 32L)));
            }
            return deeper;
        }
    }
}
