package io.lanista.samples.mutators;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.mutate.Chooser;
import io.lanista.api.mutate.Mutator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Inserts some layers, each behind a chosen node. How many places it asks for, and which there are, depends on its answers, so it
 * is dynamic: its decisions are met on the way.
 *
 * @param label names the decisions
 * @param most how many layers at most
 * @param types the layer types to choose from
 */
public record InsertLayers(Label label, int most, List<String> types) implements Mutator {
    @Override
    public Model mutate(Model model, Chooser chooser) {
        long count = chooser.choose(LongStream.rangeClosed(0, most).boxed().toList());
        Graph graph = model.graph();
        for (int i = 0; i < count; i++) {
            String output = graph.output();
            List<String> places = graph.nodes().stream()
                    .map(Node::name)
                    .filter(name -> !name.equals(output))
                    .toList();
            String place = chooser.choose(places);
            String type = chooser.choose(types);
            graph = graph.insertAfter(place, "inserted" + i, Layer.of(type));
        }
        return model.withGraph(graph);
    }
}
