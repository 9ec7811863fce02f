package io.lanista.api.mutate;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import java.util.List;

/** Structural mutators as users would write them. */
public final class TestMutators {
    private TestMutators() {}

    /** A perceptron with two hidden layers. */
    public static Model base() {
        return Model.named("perceptron")
                .input("x", 8)
                .then("first", Layer.of("linear", "units", 8))
                .then("second", Layer.of("linear", "units", 8))
                .build();
    }

    /** Static: always asks for a place and an activation. Behind {@code second} nothing can be put. */
    public record Insert() implements Mutator {
        @Override
        public Label label() {
            return Label.of("insert");
        }

        @Override
        public Model mutate(Model model, Chooser chooser) {
            String place = chooser.choose(List.of("first", "second"));
            String activation = chooser.choose(List.of("relu", "tanh", "gelu"));
            if (place.equals("second") && activation.equals("gelu")) {
                throw new InvalidArchitectureException("Nothing like (gelu) can be put behind (second).");
            }
            return model.withGraph(model.graph().insertAfter(place, "inserted", Layer.of(activation)));
        }
    }

    /** Dynamic: asks for a number of layers, then for the width of each. */
    public record Deepen() implements Mutator {
        @Override
        public Label label() {
            return Label.of("deepen");
        }

        @Override
        public Model mutate(Model model, Chooser chooser) {
            Graph graph = model.graph();
            long layers = chooser.choose(List.of(0L, 1L, 2L));
            for (int i = 0; i < layers; i++) {
                Object units = chooser.choose(new Domain.IntRange(1, 4, 1, false));
                graph = graph.insertAfter("second", "deep" + i, Layer.of("linear", "units", units));
            }
            return model.withGraph(graph);
        }
    }

    /** One question: the width of a layer, a real factor of the old one. */
    public record Widen() implements Mutator {
        @Override
        public Label label() {
            return Label.of("widen");
        }

        @Override
        public Model mutate(Model model, Chooser chooser) {
            double factor = (Double) chooser.choose(new Domain.RealRange(1, 2, false));
            Node old = model.graph().node("first");
            long units = Math.round(((Layer) old.operation()).integer("units", 8) * factor);
            return model.withGraph(model.graph()
                    .replace(new Node("first", ((Layer) old.operation()).with("units", units), old.inputs())));
        }
    }

    /** Depends on the model that it gets: offers the names of its nodes. */
    public record Drop() implements Mutator {
        @Override
        public Label label() {
            return Label.of("drop");
        }

        @Override
        public Model mutate(Model model, Chooser chooser) {
            String place = chooser.choose(
                    model.graph().nodes().stream().map(Node::name).toList());
            return model.withGraph(model.graph().insertAfter(place, "drop", Layer.of("dropout")));
        }
    }
}
