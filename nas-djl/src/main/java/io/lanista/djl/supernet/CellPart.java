package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell whose nodes read all earlier tensors, each through a mixed block (Liu et al., "DARTS", 2019, section 2.1).
 *
 * @param kept how many edges a node of a single architecture has
 * @param preprocessing one for each input, or none
 * @param edges for each node, one mixed block for each earlier tensor
 * @param joint for each tensor that is read, all edges that leave it; none if edges are computed one by one
 * @param postprocessing null for none
 */
record CellPart(
        Cell cell,
        int kept,
        List<Part> preprocessing,
        List<List<LayerChoicePart>> edges,
        List<JointChoices> joint,
        @Nullable Part postprocessing,
        Shape output)
        implements Part {
    CellPart {
        preprocessing = List.copyOf(preprocessing);
        edges = List.copyOf(edges);
        joint = List.copyOf(joint);
    }

    @Override
    public NDArray apply(List<NDArray> inputs, MixedPass pass) {
        List<NDArray> states = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            List<NDArray> input = List.of(inputs.get(i));
            states.add(
                    preprocessing.isEmpty()
                            ? inputs.get(i)
                            : preprocessing.get(i).apply(input, pass));
        }
        if (joint.isEmpty()) {
            edgeByEdge(states, pass);
        } else {
            tensorByTensor(states, pass);
        }
        List<NDArray> inner = states.subList(cell.inputs(), states.size());
        NDArray joined = inner.size() == 1 ? inner.get(0) : Tensors.concat(inner, 1);
        return postprocessing == null ? joined : postprocessing.apply(List.of(joined), pass);
    }

    private void edgeByEdge(List<NDArray> states, MixedPass pass) {
        for (List<LayerChoicePart> node : edges) {
            List<NDArray> terms = new ArrayList<>();
            for (int from = 0; from < node.size(); from++) {
                boolean last = from == node.size() - 1;
                if ((last && terms.isEmpty()) || !node.get(from).block().isLeftOut(pass)) {
                    terms.add(node.get(from).apply(List.of(states.get(from)), pass));
                }
            }
            states.add(terms.size() == 1 ? terms.get(0) : Tensors.sum(terms));
        }
    }

    private void tensorByTensor(List<NDArray> states, MixedPass pass) {
        List<RunningSum> sums = new ArrayList<>();
        edges.forEach(node -> sums.add(new RunningSum()));
        for (int from = 0; from < joint.size(); from++) {
            if (from >= cell.inputs()) {
                states.add(sums.get(from - cell.inputs()).value());
            }
            List<List<NDArray>> terms = joint.get(from).terms(states.get(from), pass);
            int first = edges.size() - terms.size();
            for (int i = 0; i < terms.size(); i++) {
                terms.get(i).forEach(sums.get(first + i)::add);
            }
        }
        states.add(sums.get(edges.size() - 1).value());
    }

    @Override
    public ExpectedCost cost(Cost cost, MixedPass pass) {
        ExpectedCost sum = postprocessing == null ? ExpectedCost.NOTHING : postprocessing.cost(cost, pass);
        for (Part part : preprocessing) {
            sum = sum.plus(part.cost(cost, pass));
        }
        for (List<LayerChoicePart> node : edges) {
            double[] strengths = node.stream()
                    .mapToDouble(edge -> strength(edge, pass.alphas()))
                    .toArray();
            double[] probabilities = KeptEdges.probabilities(strengths, kept);
            for (int from = 0; from < node.size(); from++) {
                sum = sum.plus(node.get(from).cost(cost, pass).times(probabilities[from]));
            }
        }
        return sum;
    }

    /** As strong as its strongest candidate that isn't always zero, as in {@link CellRule}. */
    private static double strength(LayerChoicePart edge, Alphas alphas) {
        double[] probabilities = edge.block().probabilities(alphas);
        double largest = 0;
        for (int i = 0; i < probabilities.length; i++) {
            largest = edge.branches().get(i).isZero() ? largest : Math.max(largest, probabilities[i]);
        }
        return edge.block().strength(alphas) * largest;
    }

    @Override
    public void trace(Choices choices, String frozen, Origins paths) {
        for (int i = 0; i < preprocessing.size(); i++) {
            preprocessing.get(i).trace(choices, Origins.join(frozen, "pre" + i), paths);
        }
        for (int i = 0; i < edges.size(); i++) {
            node(cell.inputs() + i, edges.get(i), choices, frozen, paths);
        }
        if (postprocessing != null) {
            postprocessing.trace(choices, Origins.join(frozen, "post"), paths);
        }
    }

    private void node(int node, List<LayerChoicePart> into, Choices choices, String frozen, Origins paths) {
        List<?> chosen = (List<?>) choices.get(cell.inputLabel(node)).orElse(List.of());
        for (int j = 0; j < chosen.size(); j++) {
            LayerChoicePart edge = into.get(((Long) chosen.get(j)).intValue());
            String place = Origins.join(frozen, "op" + node + "_" + j);
            choices.get(cell.operationLabel(node, j))
                    .ifPresent(value -> edge.candidate(value).trace(choices, place, paths));
        }
    }
}
