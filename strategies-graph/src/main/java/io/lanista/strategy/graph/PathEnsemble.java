package io.lanista.strategy.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The surrogate of BANANAS (White, Neiswanger and Savani, AAAI 2021): an ensemble of networks on the paths of an architecture, trained
 * anew each round; a candidate is rated by a draw from the normal distribution that the ensemble's mean and deviation make
 * (independent Thompson sampling, section 3.3), so that parallel proposals differ.
 */
final class PathEnsemble implements Surrogate {
    /**
     * How the ensemble is made.
     *
     * @param networks how many there are
     * @param depth how many hidden layers each has
     * @param units how wide these are
     * @param epochs how often each sees the trials
     * @param rate of Adam
     * @param round after how many trials it is trained anew
     */
    record Settings(int networks, int depth, int units, int epochs, double rate, int round) {}

    private final PathEncoding encoding;
    private final Settings settings;
    private final List<Sample> samples = new ArrayList<>();
    private List<Perceptron> ensemble = List.of();
    private int trained;

    PathEnsemble(PathEncoding encoding, Settings settings) {
        this.encoding = encoding;
        this.settings = settings;
    }

    @Override
    public double[] rate(
            List<Trial> ended, List<Candidate> running, List<Candidate> candidates, RandomGenerator random) {
        ended.stream().skip(samples.size()).forEach(trial -> samples.add(encoding.encode(trial.candidate())));
        if (ensemble.isEmpty() || ended.size() >= trained + settings.round) {
            trained = ended.size();
            train(NormalScores.of(ended), random);
        }
        return candidates.stream()
                .mapToDouble(candidate -> draw(encoding.encode(candidate), random))
                .toArray();
    }

    private void train(double[] targets, RandomGenerator random) {
        ensemble = new ArrayList<>();
        for (int i = 0; i < settings.networks; i++) {
            Perceptron network = new Perceptron(encoding.size(), settings.depth, settings.units, random);
            network.train(samples, targets, settings.epochs, settings.rate, random);
            ensemble.add(network);
        }
    }

    private double draw(Sample sample, RandomGenerator random) {
        double sum = 0;
        double squares = 0;
        for (Perceptron network : ensemble) {
            double predicted = network.predict(sample);
            sum += predicted;
            squares += predicted * predicted;
        }
        double mean = sum / ensemble.size();
        double variance = Math.max(0, squares / ensemble.size() - mean * mean);
        return mean + Math.sqrt(variance) * NormalScores.quantile((random.nextLong(1L << 52) + 0.5) * 0x1p-52);
    }
}
