package io.lanista.djl.supernet;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * From the probabilities of a supernet to single architectures, the most probable ones first. Made for one state of the
 * architecture parameters.
 *
 * <p>In: the probability of each candidate of each decision. Out: choices that the space allows. The first answers every
 * decision by its most probable candidate; the others differ from it in as little probability as possible. With
 *
 * <pre>
 * a: skip .6, conv .4          b: skip .9, conv .1
 * </pre>
 *
 * <p>the order is (skip, skip) .54, (conv, skip) .36, (skip, conv) .06, (conv, conv) .04. Every deviation from the best answer of
 * a decision is a change with a cost, the logarithm of how many times less probable it is; sets of changes are tried in
 * the order of their cost. Cells follow the {@link CellRule} instead: an input and its operation are decided together.
 */
final class Discretization implements CellRule.EdgeWeights {
    /** Architectures that are looked at before it is said that none is allowed. */
    private static final int MOST_TRIED = 5000;

    private final SearchSpace space;
    private final Decisions decisions;
    private final Map<Label, double[]> probabilities;
    private final Map<Label, Double> strengths;
    private final Map<Label, CellRule> ruleOfInputs = new HashMap<>();
    private final Map<Label, Integer> nodeOfInputs = new HashMap<>();
    private final Map<Label, Label> inputsOfOperation = new HashMap<>();
    private final Map<Label, Integer> placeOfOperation = new HashMap<>();

    /** Another answer than the most probable one, and what it costs in log-probability. */
    private record Change(Label label, Object value, double cost) {}

    /** Some changes, by their numbers in the order of cost. */
    private record Changed(List<Integer> numbers, double cost) {}

    Discretization(
            SearchSpace space, Decisions decisions, Map<Label, double[]> probabilities, Map<Label, Double> strengths) {
        this.space = space;
        this.decisions = decisions;
        this.probabilities = probabilities;
        this.strengths = strengths;
        for (CellRule rule : decisions.cells()) {
            for (int node : rule.nodes()) {
                Label inputs = rule.cell().inputLabel(node);
                ruleOfInputs.put(inputs, rule);
                nodeOfInputs.put(inputs, node);
                for (int j = 0; j < rule.wiring().chosen(); j++) {
                    inputsOfOperation.put(rule.cell().operationLabel(node, j), inputs);
                    placeOfOperation.put(rule.cell().operationLabel(node, j), j);
                }
            }
        }
    }

    @Override
    public double[] probabilities(Label edge) {
        return Objects.requireNonNull(probabilities.get(edge), edge::value);
    }

    @Override
    public double strength(Label edge) {
        return Objects.requireNonNull(strengths.get(edge), edge::value);
    }

    @Override
    public boolean isZero(Label edge, int candidate) {
        return mixed(edge).zero().get(candidate);
    }

    /**
     * The most probable architectures that the space allows, the best one first.
     *
     * @return {@code count} different ones, or fewer if there aren't as many
     * @throws InfeasibleException if none of the most probable ones is allowed
     */
    List<Choices> best(int count) {
        List<Change> changes = changes();
        Set<Choices> seen = new LinkedHashSet<>();
        List<Choices> allowed = new ArrayList<>();
        String reason = "";
        PriorityQueue<Changed> queue = new PriorityQueue<>(Comparator.comparingDouble(Changed::cost));
        queue.add(new Changed(List.of(), 0));
        while (!queue.isEmpty() && allowed.size() < count && seen.size() < MOST_TRIED) {
            Changed next = queue.poll();
            push(next, changes, queue);
            Choices choices = choices(next, changes);
            if (seen.add(choices)) {
                String wrong = space.validate(choices).orElse("");
                reason = wrong.isEmpty() ? reason : wrong;
                if (wrong.isEmpty()) {
                    allowed.add(choices);
                }
            }
        }
        if (allowed.isEmpty()) {
            throw new InfeasibleException("None of the (" + seen.size() + ") most probable architectures is allowed."
                    + " The last one: " + reason + " Maybe loosen the constraint.");
        }
        return List.copyOf(allowed);
    }

    /** Every set of changes follows from exactly one cheaper one, so all come up in the order of their cost. */
    private static void push(Changed from, List<Change> changes, PriorityQueue<Changed> queue) {
        int size = from.numbers.size();
        int last = size == 0 ? -1 : from.numbers.get(size - 1);
        if (last + 1 >= changes.size()) {
            return;
        }
        List<Integer> longer = new ArrayList<>(from.numbers);
        longer.add(last + 1);
        double step = changes.get(last + 1).cost;
        queue.add(new Changed(List.copyOf(longer), from.cost + step));
        if (size > 0) {
            List<Integer> other = new ArrayList<>(from.numbers);
            other.set(size - 1, last + 1);
            queue.add(new Changed(List.copyOf(other), from.cost + step - changes.get(last).cost));
        }
    }

    private Choices choices(Changed changed, List<Change> changes) {
        Map<Label, Object> instead = new HashMap<>();
        changed.numbers.forEach(number -> instead.put(changes.get(number).label, changes.get(number).value));
        return space.walk((decision, answers) -> pick(decision.label(), answers, instead));
    }

    private Object pick(Label label, Map<Label, Object> answers, Map<Label, Object> instead) {
        Object other = instead.get(label);
        if (other != null) {
            return other;
        }
        CellRule rule = ruleOfInputs.get(label);
        if (rule != null) {
            return rule.inputs(Objects.requireNonNull(nodeOfInputs.get(label)), this);
        }
        Label inputs = inputsOfOperation.get(label);
        if (inputs == null) {
            return best(label);
        }
        CellRule owner = Objects.requireNonNull(ruleOfInputs.get(inputs));
        int node = Objects.requireNonNull(nodeOfInputs.get(inputs));
        List<?> chosen = (List<?>) Objects.requireNonNull(answers.get(inputs));
        Long from = (Long) chosen.get(Objects.requireNonNull(placeOfOperation.get(label)));
        Label edge = Decisions.edge(owner.cell(), node, from.intValue());
        Object otherOperation = instead.get(edge);
        return otherOperation != null ? otherOperation : mixed(edge).values().get(CellRule.best(edge, this));
    }

    /** The most probable candidate of a decision that mixed blocks stand for. */
    Object best(Label label) {
        double[] all = probabilities(label);
        int best = 0;
        for (int i = 1; i < all.length; i++) {
            best = all[i] > all[best] ? i : best;
        }
        return mixed(label).values().get(best);
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Set<Label> edges = new LinkedHashSet<>();
        for (CellRule rule : decisions.cells()) {
            for (int node : rule.nodes()) {
                for (int from = 0; from < node; from++) {
                    Label edge = Decisions.edge(rule.cell(), node, from);
                    edges.add(edge);
                    others(edge, CellRule.best(edge, this), true, changes);
                }
                otherInputs(rule, node, changes);
            }
        }
        for (Label label : decisions.mixed().keySet()) {
            if (!edges.contains(label)) {
                others(label, mixed(label).values().indexOf(best(label)), false, changes);
            }
        }
        changes.sort(Comparator.comparingDouble(Change::cost));
        return changes;
    }

    private void others(Label label, int best, boolean edge, List<Change> changes) {
        double[] all = probabilities(label);
        for (int i = 0; i < all.length; i++) {
            if (i != best && !(edge && isZero(label, i))) {
                changes.add(new Change(label, mixed(label).values().get(i), cost(all[best], all[i])));
            }
        }
    }

    /** The weakest input that a node keeps in exchange for the strongest that it drops. */
    private void otherInputs(CellRule rule, int node, List<Change> changes) {
        int chosen = rule.wiring().chosen();
        if (node <= chosen) {
            return;
        }
        List<Integer> order = rule.byStrength(node, this);
        List<Long> swapped = new ArrayList<>();
        order.subList(0, chosen - 1).forEach(from -> swapped.add((long) from));
        swapped.add((long) order.get(chosen));
        swapped.sort(Comparator.naturalOrder());
        double cost =
                cost(rule.strength(node, order.get(chosen - 1), this), rule.strength(node, order.get(chosen), this));
        changes.add(new Change(rule.cell().inputLabel(node), List.copyOf(swapped), cost));
    }

    private static double cost(double best, double other) {
        return Math.log(Math.max(best, Double.MIN_NORMAL)) - Math.log(Math.max(other, Double.MIN_NORMAL));
    }

    private Decisions.Mixed mixed(Label label) {
        return Objects.requireNonNull(decisions.mixed().get(label), label::value);
    }
}
