package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A graph with something to decide in it.
 *
 * @param nodes in an order in which they can be computed
 * @param joint choices that are computed together, by the index of the first of their nodes
 * @param tensors how many tensors there are; the inputs come first, then one for each node
 * @param result the number of the output
 */
record GraphPart(List<PlacedNode> nodes, Map<Integer, Joint> joint, int tensors, int result, Shape output)
        implements Part {
    /** A node and the numbers of the tensors that it reads. */
    record PlacedNode(String name, Part part, List<Integer> from) {}

    /** Choices that read one tensor, and the indexes of their nodes. */
    record Joint(JointChoices choices, List<Integer> nodes) {}

    GraphPart {
        nodes = List.copyOf(nodes);
        joint = Map.copyOf(joint);
    }

    @Override
    public NDArray apply(List<NDArray> inputs, MixedPass pass) {
        @Nullable NDArray[] known = inputs.toArray(new @Nullable NDArray[tensors]);
        int first = inputs.size();
        for (int i = 0; i < nodes.size(); i++) {
            Joint here = joint.get(i);
            if (here != null) {
                together(here, known, first, pass);
            } else if (known[first + i] == null) {
                PlacedNode node = nodes.get(i);
                List<NDArray> reads = new ArrayList<>(node.from.size());
                node.from.forEach(number -> reads.add(Objects.requireNonNull(known[number])));
                known[first + i] = node.part.apply(reads, pass);
            }
        }
        return Objects.requireNonNull(known[result]);
    }

    private void together(Joint here, @Nullable NDArray[] known, int first, MixedPass pass) {
        int source = nodes.get(here.nodes.get(0)).from.get(0);
        List<List<NDArray>> terms = here.choices.terms(Objects.requireNonNull(known[source]), pass);
        for (int i = 0; i < terms.size(); i++) {
            RunningSum sum = new RunningSum();
            terms.get(i).forEach(sum::add);
            known[first + here.nodes.get(i)] = sum.value();
        }
    }

    @Override
    public ExpectedCost cost(Cost cost, MixedPass pass) {
        ExpectedCost sum = ExpectedCost.NOTHING;
        for (PlacedNode node : nodes) {
            sum = sum.plus(node.part.cost(cost, pass));
        }
        return sum;
    }

    @Override
    public void trace(Choices choices, String frozen, Origins paths) {
        nodes.forEach(node -> node.part.trace(choices, Origins.join(frozen, node.name), paths));
    }
}
