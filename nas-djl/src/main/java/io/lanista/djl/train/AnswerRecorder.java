package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import io.lanista.djl.metric.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * A problem whose measurement also keeps what a network answers for test data, so that one pass gives both. For one pass over
 * all the examples in order, by one thread.
 */
final class AnswerRecorder implements Problem {
    private static final int MOST_TARGETS = 8;
    private static final int MOST_EXAMPLES = 2000;
    private static final int LARGEST_SIDE = 64;
    private static final Comparator<TestAnswers.Mistake> SUREST_FIRST = Comparator.comparingDouble(
                    TestAnswers.Mistake::probability)
            .reversed()
            .thenComparing(TestAnswers.Mistake::example);

    private final Problem problem;
    private final DataSet data;
    private final Standardization targetScale;
    private final boolean tellsClasses;
    private final Map<Long, Integer> counts = new TreeMap<>();
    private final PriorityQueue<TestAnswers.Mistake> mistakes = new PriorityQueue<>(SUREST_FIRST.reversed());
    private final List<List<Double>> targets = new ArrayList<>();
    private final List<List<Double>> predictions = new ArrayList<>();
    private int examples;

    /**
     * @param problem what the network was trained for
     * @param data all that will be measured
     * @param targetScale of the numbers to predict
     */
    AnswerRecorder(Problem problem, DataSet data, Standardization targetScale) {
        this.problem = problem;
        this.data = data;
        this.targetScale = targetScale;
        this.tellsClasses = data.task() == Task.CLASSIFICATION;
        for (int target = 0; !tellsClasses && target < Math.min(MOST_TARGETS, data.outputSize()); target++) {
            targets.add(new ArrayList<>());
            predictions.add(new ArrayList<>());
        }
    }

    /** What was answered; empty if outputs mean something else, or weren't all finite numbers. */
    Optional<TestAnswers> answers() {
        Prediction expected = tellsClasses ? Prediction.PROBABILITIES : Prediction.NUMBERS;
        if (problem.prediction() != expected || examples < data.size()) {
            return Optional.empty();
        }
        int classes = data.outputSize();
        List<TestAnswers.Count> pairs = counts.entrySet().stream()
                .map(pair -> new TestAnswers.Count(
                        (int) (pair.getKey() / classes), (int) (pair.getKey() % classes), pair.getValue()))
                .toList();
        List<TestAnswers.Mistake> surest = mistakes.stream()
                .sorted(SUREST_FIRST)
                .map(mistake -> new TestAnswers.Mistake(
                        mistake.example(),
                        mistake.label(),
                        mistake.answer(),
                        mistake.probability(),
                        picture(mistake.example())))
                .toList();
        List<TestAnswers.Numbers> numbers = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            numbers.add(new TestAnswers.Numbers(targets.get(target), predictions.get(target)));
        }
        return Optional.of(new TestAnswers(examples, data.classNames(), pairs, surest, numbers));
    }

    @Override
    public NDArray loss(NDArray outputs, Batch batch) {
        return problem.loss(outputs, batch);
    }

    @Override
    public Measurement measurement() {
        Measurement measured = problem.measurement();
        return new Measurement() {
            @Override
            public void add(float[] outputs, Batches batch) {
                measured.add(outputs, batch);
                record(outputs, batch);
            }

            @Override
            public Map<String, Double> metrics() {
                return measured.metrics();
            }

            @Override
            public Map<String, Interval> intervals() {
                return measured.intervals();
            }
        };
    }

    @Override
    public List<Objective> metrics() {
        return problem.metrics();
    }

    @Override
    public Prediction prediction() {
        return problem.prediction();
    }

    private void record(float[] outputs, Batches batch) {
        int width = outputs.length / batch.size();
        int every = (data.size() + MOST_EXAMPLES - 1) / MOST_EXAMPLES;
        for (int row = 0; row < batch.size(); row++, examples++) {
            if (tellsClasses) {
                recordClass(outputs, row * width, width, batch.labels()[row]);
            } else if (examples % every == 0) {
                for (int target = 0; target < targets.size(); target++) {
                    targets.get(target).add(batch.targets()[row * width + target]);
                    predictions.get(target).add(targetScale.restore(target, outputs[row * width + target]));
                }
            }
        }
    }

    private void recordClass(float[] outputs, int at, int classes, int label) {
        ClassScores scores = ClassScores.of(outputs, at, classes);
        counts.merge((long) label * classes + scores.best(), 1, Integer::sum);
        if (scores.best() != label) {
            double probability = scores.probability(outputs[at + scores.best()]);
            mistakes.add(new TestAnswers.Mistake(examples, label, scores.best(), probability, Optional.empty()));
            if (mistakes.size() > TestAnswers.MOST_MISTAKES) {
                mistakes.remove();
            }
        }
    }

    /** An example as a picture from its darkest value to its lightest, with every so many-th pixel of a large one. */
    private Optional<TestAnswers.Picture> picture(int example) {
        long[] shape = data.shape();
        if (!data.isImages() || (shape[0] != 1 && shape[0] != 3)) {
            return Optional.empty();
        }
        float[] values = data.raw().features(example);
        int every = (int) ((Math.max(shape[1], shape[2]) + LARGEST_SIDE - 1) / LARGEST_SIDE);
        int channels = (int) shape[0];
        int height = (int) (shape[1] + every - 1) / every;
        int width = (int) (shape[2] + every - 1) / every;
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        byte[] pixels = new byte[channels * height * width];
        int at = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int from = (int) ((channel * shape[1] + (long) y * every) * shape[2] + (long) x * every);
                    pixels[at++] = (byte) (high > low ? Math.round(255 * (values[from] - low) / (high - low)) : 0);
                }
            }
        }
        return Optional.of(new TestAnswers.Picture(channels, height, width, pixels));
    }
}
