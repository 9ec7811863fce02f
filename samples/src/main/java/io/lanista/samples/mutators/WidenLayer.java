package io.lanista.samples.mutators;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.mutate.Chooser;
import io.lanista.api.mutate.Mutator;
import java.util.List;

/**
 * Multiplies the units of one linear layer by a chosen factor. It always asks the same question, so it is static: its decision is
 * known before the search.
 *
 * @param label names the decision
 * @param node the layer's node
 * @param factors what to choose from
 */
public record WidenLayer(Label label, String node, List<Long> factors) implements Mutator {
    @Override
    public Model mutate(Model model, Chooser chooser) {
        Node widened = model.graph().node(node);
        long factor = chooser.choose(factors);
        if (!(widened.operation() instanceof Layer layer) || !layer.type().equals("linear")) {
            throw new InvalidArchitectureException(
                    "The node (" + node + ") is no linear layer, so it can't be widened.");
        }
        Layer wider = layer.with("units", layer.integer("units", 1) * factor);
        return model.withGraph(model.graph().replace(new Node(node, wider, widened.inputs())));
    }
}
