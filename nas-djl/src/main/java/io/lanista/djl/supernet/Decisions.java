package io.lanista.djl.supernet;

import io.lanista.api.model.Cell;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The decisions of a supernet, in the order in which they were met: mixed blocks by label, and cells. */
final class Decisions {
    private final Map<Label, Mixed> mixed = new LinkedHashMap<>();
    private final Map<Label, CellRule> cells = new LinkedHashMap<>();

    /**
     * One decision that mixed blocks stand for.
     *
     * @param values of the candidates
     * @param zero which candidates are always zero
     * @param skip which candidates are skip connections
     * @param free which candidates have no weights
     * @param blocks one for each place
     */
    record Mixed(
            List<Object> values, List<Boolean> zero, List<Boolean> skip, List<Boolean> free, List<MixedBlock> blocks) {
        double[] probabilities(Label label, Alphas alphas) {
            double[] all = blocks.get(0).probabilities(alphas);
            if (all.length != values.size()) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "The mixed block (%s) of the decision (%s) gives (%d) probabilities for (%d) candidates %s.",
                        blocks.get(0).getClass().getName(),
                        label,
                        all.length,
                        values.size(),
                        values));
            }
            return all;
        }
    }

    /** The label of the edge of a cell between two of its tensors, counted from its inputs. */
    static Label edge(Cell cell, int node, int from) {
        return cell.label().child("edge_" + node + "_" + from);
    }

    void mixed(Label label, List<? extends Branch> branches, MixedBlock block) {
        mixed.computeIfAbsent(
                        label,
                        key -> new Mixed(
                                branches.stream().map(Branch::value).toList(),
                                branches.stream().map(Branch::isZero).toList(),
                                branches.stream().map(Branch::isSkip).toList(),
                                branches.stream()
                                        .map(branch -> !branch.hasWeights())
                                        .toList(),
                                new ArrayList<>()))
                .blocks()
                .add(block);
    }

    /** A value that is decided, by candidates that are never mixed. */
    void value(Label label, Domain domain) {
        if (domain.isFinite()) {
            List<Object> values = domain.values();
            List<Boolean> none = Collections.nCopies(values.size(), false);
            mixed.putIfAbsent(label, new Mixed(values, none, none, none, List.of(new SinglePath(values.size()))));
        }
    }

    /** The weight of every candidate if these choices have all of it. */
    Map<Label, Map<Object, Double>> probabilities(Choices choices) {
        Map<Label, Object> layers = layers(choices);
        Map<Label, Map<Object, Double>> all = new LinkedHashMap<>();
        mixed.forEach((label, decision) -> {
            Object chosen = layers.get(label);
            double alike = 1.0 / decision.values.size();
            Map<Object, Double> byValue = new LinkedHashMap<>();
            decision.values.forEach(
                    value -> byValue.put(value, chosen == null ? alike : value.equals(chosen) ? 1.0 : 0.0));
            all.put(label, Collections.unmodifiableMap(byValue));
        });
        return Collections.unmodifiableMap(all);
    }

    double skipShare(Choices choices) {
        return share(choices, Mixed::skip, mixed -> mixed.skip.contains(true));
    }

    double freeShare(Choices choices) {
        return share(choices, Mixed::free, mixed -> mixed.free.contains(true) && mixed.free.contains(false));
    }

    /** The share of candidates of a kind among those chosen, where the decision counts. */
    private double share(Choices choices, Function<Mixed, List<Boolean>> kind, Predicate<Mixed> counts) {
        int chosen = 0;
        int hits = 0;
        for (Map.Entry<Label, Object> layer : layers(choices).entrySet()) {
            Mixed decision = mixed.get(layer.getKey());
            if (decision != null && counts.test(decision)) {
                chosen++;
                hits += kind.apply(decision).get(decision.values.indexOf(layer.getValue())) ? 1 : 0;
            }
        }
        return chosen == 0 ? 0 : (double) hits / chosen;
    }

    /** The answers by the label of the mixed block that stands for them. */
    private Map<Label, Object> layers(Choices choices) {
        Map<Label, Object> layers = new LinkedHashMap<>(choices.values());
        for (CellRule rule : cells()) {
            for (int node : rule.nodes()) {
                List<?> inputs =
                        (List<?>) choices.get(rule.cell().inputLabel(node)).orElse(List.of());
                for (int j = 0; j < inputs.size(); j++) {
                    Label edge = edge(rule.cell(), node, ((Long) inputs.get(j)).intValue());
                    choices.get(rule.cell().operationLabel(node, j)).ifPresent(value -> layers.put(edge, value));
                }
            }
        }
        return layers;
    }

    /** Lets each mixed block that an architecture answers choose one candidate, and leaves out the edges that its cells drop. */
    void choose(Choices choices, AlphaValues values) {
        Map<Label, Object> layers = layers(choices);
        layers.forEach((label, value) -> {
            Mixed decision = mixed.get(label);
            if (decision != null) {
                decision.blocks.get(0).choose(decision.values.indexOf(value), values);
            }
        });
        for (CellRule rule : cells()) {
            for (int node : rule.nodes()) {
                for (int from = 0; from < node; from++) {
                    Label edge = edge(rule.cell(), node, from);
                    Mixed dropped = layers.containsKey(edge) ? null : mixed.get(edge);
                    if (dropped != null) {
                        dropped.blocks.get(0).leaveOut(values);
                    }
                }
            }
        }
    }

    void cell(Cell cell, Cell.Topology.Predecessors wiring) {
        cells.putIfAbsent(cell.label(), new CellRule(cell, wiring));
    }

    Map<Label, Mixed> mixed() {
        return mixed;
    }

    Iterable<CellRule> cells() {
        return cells.values();
    }

    /** The probabilities of every decision now. */
    Map<Label, double[]> probabilities(Alphas alphas) {
        Map<Label, double[]> all = new LinkedHashMap<>();
        mixed.forEach((label, decision) -> all.put(label, decision.probabilities(label, alphas)));
        return all;
    }

    /** The strength of every decision's output now. */
    Map<Label, Double> strengths(Alphas alphas) {
        Map<Label, Double> all = new LinkedHashMap<>();
        mixed.forEach((label, decision) -> all.put(label, decision.blocks.get(0).strength(alphas)));
        return all;
    }
}
