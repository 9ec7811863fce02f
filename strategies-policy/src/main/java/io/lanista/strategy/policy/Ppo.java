package io.lanista.strategy.policy;

import io.lanista.strategy.parts.Adam;
import java.util.ArrayList;
import java.util.List;

/**
 * Proximal policy optimisation (Schulman et al. 2017, arXiv:1707.06347, equations 7 and 9) with generalised advantages (Schulman
 * et al. 2016, γ = 1). One step for each decision; the reward comes with the last one.
 */
final class Ppo implements Learner {
    /**
     * How it learns.
     *
     * @param rate of Adam
     * @param repeats how often a batch is gone through
     * @param clip how far a probability may move, as a share
     * @param critic the weight of the critic's squared error
     * @param entropy the weight of the entropy
     * @param lambda how far advantages look ahead: 0 one step, 1 to the end
     */
    record Settings(double rate, int repeats, double clip, double critic, double entropy, double lambda) {}

    private final Policy policy;
    private final Settings settings;
    private final Adam adam;

    Ppo(Policy policy, Settings settings) {
        this.policy = policy;
        this.settings = settings;
        this.adam = new Adam(settings.rate);
    }

    @Override
    public void learn(List<Episode> episodes, double[] rewards) {
        List<double[]> advantages = new ArrayList<>();
        List<double[]> returns = new ArrayList<>();
        for (int i = 0; i < rewards.length; i++) {
            double[] values = values(episodes.get(i));
            double[] ahead = advantages(values, rewards[i]);
            advantages.add(ahead.clone());
            for (int step = 0; step < ahead.length; step++) {
                ahead[step] += values[step];
            }
            returns.add(ahead);
        }
        int steps = normalise(advantages);
        for (int repeat = 0; repeat < settings.repeats; repeat++) {
            for (int i = 0; i < rewards.length; i++) {
                climb(episodes.get(i), advantages.get(i), returns.get(i), steps);
            }
            adam.step(policy.tensors());
        }
    }

    private double[] values(Episode episode) {
        Policy.Pass pass = policy.begin();
        double[] values = new double[episode.steps().size()];
        for (int step = 0; step < values.length; step++) {
            values[step] = pass.next(episode.steps().get(step).decision()).value();
            pass.answered(episode.steps().get(step).value());
        }
        return values;
    }

    private double[] advantages(double[] values, double reward) {
        double[] advantages = new double[values.length];
        double next = reward;
        double ahead = 0;
        for (int step = values.length - 1; step >= 0; step--) {
            ahead = next - values[step] + settings.lambda * ahead;
            advantages[step] = ahead;
            next = values[step];
        }
        return advantages;
    }

    /** To a mean of 0 and a deviation of 1, over all steps; how many there are. */
    private static int normalise(List<double[]> advantages) {
        int steps = 0;
        double sum = 0;
        double squares = 0;
        for (double[] episode : advantages) {
            for (double advantage : episode) {
                steps++;
                sum += advantage;
                squares += advantage * advantage;
            }
        }
        double mean = sum / Math.max(1, steps);
        double deviation = Math.sqrt(Math.max(0, squares / Math.max(1, steps) - mean * mean));
        for (double[] episode : advantages) {
            for (int step = 0; step < episode.length; step++) {
                episode[step] = (episode[step] - mean) / (deviation + 1e-8);
            }
        }
        return steps;
    }

    private void climb(Episode episode, double[] advantages, double[] returns, int steps) {
        Policy.Pass pass = policy.begin();
        List<double[]> gradients = new ArrayList<>();
        double[] byValues = new double[returns.length];
        for (int i = 0; i < returns.length; i++) {
            Episode.Step step = episode.steps().get(i);
            Policy.Stand stand = pass.next(step.decision());
            double logProbability = stand.logProbability(step.value());
            double ratio = StrictMath.exp(logProbability - step.logProbability());
            boolean clipped = advantages[i] > 0 ? ratio > 1 + settings.clip : ratio < 1 - settings.clip;
            double weight = (clipped ? 0 : advantages[i] * ratio) - settings.entropy * logProbability;
            gradients.add(stand.gradient(step.value(), -weight / steps));
            byValues[i] = settings.critic * 2 * (stand.value() - returns[i]) / steps;
            pass.answered(step.value());
        }
        pass.backward(gradients, byValues);
    }
}
