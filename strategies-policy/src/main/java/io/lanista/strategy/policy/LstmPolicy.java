package io.lanista.strategy.policy;

import io.lanista.api.space.Decision;
import io.lanista.strategy.parts.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * An LSTM (Hochreiter and Schmidhuber 1997; with a forget gate, Gers et al. 2000) that goes through the decisions in order. It
 * reads, at each one, which decision it is and what was answered to the one before, both embedded, as the policy of NNI's PPO
 * tuner does; a linear head of each decision, zero at the start, turns its state into parameters, and one for all is the critic.
 * Embeddings are drawn evenly from ±{@value #SPREAD}, as those of ENAS's controller (Pham et al. 2018).
 */
final class LstmPolicy implements Policy {
    private static final double SPREAD = 0.1;

    /**
     * What belongs to one decision.
     *
     * @param asked its embedding, one row
     * @param told the embedding of its answers, one row for each feature of a value
     * @param out weights of its head, one row for each parameter
     * @param bias of its head
     */
    record Site(Head head, Tensor asked, Tensor told, Tensor out, Tensor bias) {}

    private final int units;
    private final RandomGenerator random;
    private final LstmCell cell;
    private final Tensor critic;
    private final Map<Key, Site> sites = new HashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    /**
     * A policy that makes all values as likely.
     *
     * @param units how many the LSTM has
     * @param random draws the embeddings, as decisions turn up
     */
    LstmPolicy(int units, RandomGenerator random) {
        this.units = units;
        this.random = random;
        cell = new LstmCell(units, drawn(units * 4 * units));
        critic = new Tensor(units + 1);
        tensors.addAll(cell.tensors());
        tensors.add(critic);
    }

    private Tensor drawn(int size) {
        Tensor tensor = new Tensor(size);
        for (int i = 0; i < size; i++) {
            tensor.values()[i] = (2 * random.nextDouble() - 1) * SPREAD;
        }
        return tensor;
    }

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }

    private Site site(Decision decision) {
        Key key = new Key(decision.label(), decision.domain());
        Site known = sites.get(key);
        if (known != null) {
            return known;
        }
        Head head = Head.of(key.domain());
        Site site = new Site(
                head,
                drawn(cell.gates()),
                drawn(head.features() * cell.gates()),
                new Tensor(head.parameters() * units),
                new Tensor(head.parameters()));
        sites.put(key, site);
        tensors.addAll(List.of(site.asked, site.told, site.out, site.bias));
        return site;
    }

    @Override
    public Pass begin() {
        return new LstmPass();
    }

    /** One step that was made: its decision, the answer before it, and the state after it. */
    private record Visit(Site site, LstmCell.State state, List<LstmCell.Input> inputs) {}

    private final class LstmPass implements Pass {
        private final List<Visit> visits = new ArrayList<>();
        private List<LstmCell.Input> answer = List.of();

        @Override
        public Stand next(Decision decision) {
            Site site = site(decision);
            List<LstmCell.Input> inputs = new ArrayList<>(answer);
            inputs.add(new LstmCell.Input(site.asked, 0, 1));
            LstmCell.State before = visits.isEmpty() ? cell.start() : visits.get(visits.size() - 1).state;
            LstmCell.State state = cell.forward(before, inputs);
            visits.add(new Visit(site, state, inputs));
            double[] parameters = site.bias.values().clone();
            double value = critic.values()[units];
            for (int unit = 0; unit < units; unit++) {
                value += critic.values()[unit] * state.output()[unit];
                for (int i = 0; i < parameters.length; i++) {
                    parameters[i] += site.out.values()[i * units + unit] * state.output()[unit];
                }
            }
            return new Stand(site.head, parameters, value);
        }

        @Override
        public void answered(Object value) {
            Site site = visits.get(visits.size() - 1).site;
            double[] features = site.head.describe(value);
            answer = new ArrayList<>();
            for (int i = 0; i < features.length; i++) {
                if (features[i] != 0) {
                    answer.add(new LstmCell.Input(site.told, i, features[i]));
                }
            }
        }

        @Override
        public void backward(List<double[]> byParameters, double[] byValues) {
            LstmCell.Slopes slopes = cell.noSlopes();
            for (int step = visits.size() - 1; step >= 0; step--) {
                Visit visit = visits.get(step);
                heads(visit, byParameters.get(step), byValues[step], slopes.output());
                slopes = cell.backward(visit.state, visit.inputs, slopes);
            }
        }

        /** Through the head and the critic into the state's output. */
        private void heads(Visit visit, double[] byParameters, double byValue, double[] byOutput) {
            double[] output = visit.state.output();
            critic.gradient()[units] += byValue;
            for (int unit = 0; unit < units; unit++) {
                critic.gradient()[unit] += byValue * output[unit];
                byOutput[unit] += byValue * critic.values()[unit];
                for (int i = 0; i < byParameters.length; i++) {
                    visit.site.out.gradient()[i * units + unit] += byParameters[i] * output[unit];
                    byOutput[unit] += byParameters[i] * visit.site.out.values()[i * units + unit];
                }
            }
            for (int i = 0; i < byParameters.length; i++) {
                visit.site.bias.gradient()[i] += byParameters[i];
            }
        }
    }
}
