package io.lanista.strategy.policy;

import io.lanista.strategy.parts.Adam;
import java.util.ArrayList;
import java.util.List;

/**
 * REINFORCE (Williams 1992): up the gradient of {@code (R - b) log π(a)}, with the moving average b of the rewards as the
 * baseline, and of the entropy, whose gradient is that of {@code -log π(a)} times {@code log π(a)} in the mean.
 */
final class Reinforce implements Learner {
    private final Policy policy;
    private final Adam adam;
    private final double momentum;
    private final double entropy;
    private double baseline;
    private boolean started;

    Reinforce(Policy policy, double rate, double momentum, double entropy) {
        this.policy = policy;
        this.adam = new Adam(rate);
        this.momentum = momentum;
        this.entropy = entropy;
    }

    @Override
    public void learn(List<Episode> episodes, double[] rewards) {
        for (int i = 0; i < rewards.length; i++) {
            baseline = started ? momentum * baseline + (1 - momentum) * rewards[i] : rewards[i];
            started = true;
        }
        for (int i = 0; i < rewards.length; i++) {
            climb(episodes.get(i), rewards[i] - baseline, rewards.length);
        }
        adam.step(policy.tensors());
    }

    private void climb(Episode episode, double advantage, int batch) {
        Policy.Pass pass = policy.begin();
        List<double[]> gradients = new ArrayList<>();
        for (Episode.Step step : episode.steps()) {
            Policy.Stand stand = pass.next(step.decision());
            double weight = advantage - entropy * stand.logProbability(step.value());
            gradients.add(stand.gradient(step.value(), -weight / batch));
            pass.answered(step.value());
        }
        pass.backward(gradients, new double[gradients.size()]);
    }
}
