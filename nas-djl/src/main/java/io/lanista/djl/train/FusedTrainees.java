package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.MemberUpdater;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Step;
import io.lanista.djl.block.FusedNetwork;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Networks that train in one graph. Each has the batches, masks, rates and steps that it would have alone, so its losses are those that
 * it would have, up to rounding. A network with fewer batches than others sits the last steps of an epoch out; one whose training has
 * ended leaves the graph.
 */
final class FusedTrainees implements Trainees {
    private final List<TrainingSetup> setups;
    private final NetworkPlan plan;
    private final List<TrialGenerators> generators;
    private final List<Member> members = new ArrayList<>();
    private Graph graph;

    /**
     * @param setups with the data of each network, none of which has a {@link #refusal}
     * @param generators of each
     */
    FusedTrainees(List<TrainingSetup> setups, NetworkPlan plan, List<TrialGenerators> generators) {
        this.setups = setups;
        this.plan = plan;
        this.generators = generators;
        List<Integer> all = new ArrayList<>();
        for (int number = 0; number < setups.size(); number++) {
            members.add(new Member(number));
            all.add(number);
        }
        graph = new Graph(all);
    }

    /** Why networks can't train in one graph; empty if they can. */
    static Optional<String> refusal(List<TrainingSetup> setups, NetworkPlan plan) {
        long sizes = setups.stream()
                .mapToInt(setup -> Math.min(
                        setup.options().batchSize(), setup.data().train().size()))
                .distinct()
                .count();
        if (sizes > 1) {
            return Optional.of("their batches have different sizes, since some have fewer examples than a batch");
        }
        return FusedNetwork.refusal(plan).map(reason -> "of their architecture: " + reason);
    }

    @Override
    public Trainee get(int member) {
        return members.get(member);
    }

    @Override
    public void runEpoch(List<Integer> training, int span, BatchWatch watch) {
        graphOf(training).runEpoch(span, watch);
    }

    @Override
    public List<SortedMap<String, Double>> measure(List<Integer> measured, Runnable betweenBatches) {
        return graphOf(measured).measure(betweenBatches);
    }

    @Override
    public void close() {
        graph.manager.close();
    }

    /** The graph of these networks, which is made anew if they aren't those of the last one. */
    private Graph graphOf(List<Integer> numbers) {
        if (!graph.numbers.equals(numbers)) {
            for (int number : graph.numbers) {
                Member member = members.get(number);
                member.resting = new State(member.weights(), member.optimizer());
            }
            graph.manager.close();
            graph = new Graph(numbers);
        }
        return graph;
    }

    private record State(NamedArrays weights, NamedArrays optimizer) {}

    /** One network: in the graph, or resting. */
    private final class Member implements Trainee {
        private final int number;
        private int epoch;
        private double trainLoss = Double.NaN;
        private boolean isFinite = true;
        private @Nullable State resting;

        Member(int number) {
            this.number = number;
        }

        @Override
        public NamedArrays weights() {
            return resting == null ? graph.network.save(graph.numbers.indexOf(number)) : resting.weights;
        }

        @Override
        public void start(NamedArrays weights) {
            graph.network.load(graph.numbers.indexOf(number), weights);
        }

        @Override
        public NamedArrays optimizer() {
            return resting == null ? graph.updater.save(graph.numbers.indexOf(number)) : resting.optimizer;
        }

        @Override
        public int epoch() {
            return epoch;
        }

        @Override
        public double trainLoss() {
            return trainLoss;
        }

        @Override
        public boolean isFinite() {
            return isFinite;
        }

        @Override
        public void restore(Checkpoint checkpoint) {
            int place = graph.numbers.indexOf(number);
            if (place < 0) {
                resting = new State(checkpoint.network(), checkpoint.optimizer());
            } else {
                graph.network.load(place, checkpoint.network());
                graph.updater.restore(place, checkpoint.optimizer());
            }
            epoch = checkpoint.epoch();
            trainLoss = checkpoint.trainLoss();
        }
    }

    /** Some of the networks in one graph. */
    private final class Graph {
        private final List<Integer> numbers;
        private final NDManager manager;
        private final FusedNetwork network;
        private final MemberUpdater updater;

        Graph(List<Integer> numbers) {
            this.numbers = List.copyOf(numbers);
            manager = setups.get(0).backend().newManager();
            network = FusedNetwork.allocate(
                    plan,
                    manager,
                    numbers.stream()
                            .map(number -> generators.get(number).initial())
                            .toList());
            updater = setups.get(0)
                    .options()
                    .optimizer()
                    .startTogether(network.parameters())
                    .orElseThrow();
            for (int place = 0; place < numbers.size(); place++) {
                Member member = members.get(numbers.get(place));
                State state = member.resting;
                if (state != null) {
                    network.load(place, state.weights);
                    updater.restore(place, state.optimizer);
                    member.resting = null;
                }
            }
        }

        private TrainingSetup setup(int place) {
            return setups.get(numbers.get(place));
        }

        void runEpoch(int span, BatchWatch watch) {
            List<RandomGenerator> randoms = new ArrayList<>();
            List<Lane> lanes = new ArrayList<>();
            int most = 0;
            for (int place = 0; place < numbers.size(); place++) {
                Member member = members.get(numbers.get(place));
                RandomGenerator random = generators.get(member.number).epoch(member.epoch + 1);
                randoms.add(random);
                lanes.add(new Lane(setup(place), member.epoch + 1, span, manager, random));
                most = Math.max(most, lanes.get(place).batches.perEpoch());
            }
            MemberLosses losses = new MemberLosses(setup(0).problem());
            for (int done = 0; done < most; done++) {
                watch.beforeBatch(done, most);
                step(lanes, losses, randoms);
            }
            for (int place = 0; place < numbers.size(); place++) {
                Member member = members.get(numbers.get(place));
                member.epoch++;
                member.trainLoss = lanes.get(place).batches.metrics().getOrDefault(TensorBatches.LOSS, Double.NaN);
            }
        }

        private void step(List<Lane> lanes, MemberLosses losses, List<RandomGenerator> randoms) {
            double[] rates = new double[lanes.size()];
            NamedArrays[] statistics = new NamedArrays[lanes.size()];
            for (int place = 0; place < rates.length; place++) {
                rates[place] = lanes.get(place).next();
                if (Double.isNaN(rates[place])) {
                    statistics[place] = network.buffers().save(place);
                }
            }
            List<TensorBatches> batches =
                    lanes.stream().map(lane -> lane.batches).toList();
            try (Step step = Step.training()) {
                List<float[]> features =
                        batches.stream().map(TensorBatches::features).toList();
                NDArray inputs = network.inputs(features, batches.get(0).size());
                step.backward(losses.sum(network.train(inputs, randoms), batches, rates));
                double limit = setup(0).options().clipNorm();
                if (limit > 0) {
                    Gradients.clipByMember(network.parameters(), limit);
                }
                updater.update(rates);
            }
            for (int place = 0; place < rates.length; place++) {
                if (Double.isNaN(rates[place])) {
                    network.buffers().load(place, statistics[place]);
                }
            }
        }

        List<SortedMap<String, Double>> measure(Runnable betweenBatches) {
            List<TensorBatches> batches = new ArrayList<>();
            for (int place = 0; place < numbers.size(); place++) {
                TrainingSetup setup = setup(place);
                batches.add(TensorBatches.inOrder(
                        setup, setup.data().validation(), setup.options().evaluationBatchSize(), manager));
                batches.get(place).startEpoch();
            }
            boolean[] has = new boolean[batches.size()];
            while (true) {
                int size = 0;
                for (int place = 0; place < has.length; place++) {
                    has[place] = batches.get(place).next();
                    size = Math.max(size, has[place] ? batches.get(place).size() : 0);
                }
                if (size == 0) {
                    break;
                }
                betweenBatches.run();
                measure(batches, has, size);
            }
            List<SortedMap<String, Double>> measured = new ArrayList<>();
            for (int place = 0; place < has.length; place++) {
                Member member = members.get(numbers.get(place));
                SortedMap<String, Double> all = new TreeMap<>(batches.get(place).metrics());
                member.isFinite = batches.get(place).isFinite();
                if (!Double.isNaN(member.trainLoss)) {
                    all.put(TrainingEvaluation.TRAIN_LOSS, member.trainLoss);
                }
                measured.add(all);
            }
            return measured;
        }

        /** A batch of each; where one has fewer examples than another, whatever its arrays hold stands for those that are missing. */
        private void measure(List<TensorBatches> batches, boolean[] has, int size) {
            DataSet data = setup(0).data().validation();
            List<float[]> features = new ArrayList<>();
            for (TensorBatches each : batches) {
                float[] own = each.features();
                int values = size * data.featureSize();
                features.add(own.length < values ? Arrays.copyOf(own, values) : own);
            }
            try (Step step = Step.evaluating()) {
                float[] outputs =
                        network.predict(network.inputs(features, size)).toFloatArray();
                int width = outputs.length / batches.size() / size;
                for (int place = 0; place < has.length; place++) {
                    if (has[place]) {
                        int from = place * size * width;
                        batches.get(place)
                                .measure(Arrays.copyOfRange(
                                        outputs, from, from + batches.get(place).size() * width));
                    }
                }
            }
        }
    }

    /** The batches of one network in one epoch, and its rates. */
    private static final class Lane {
        private final TensorBatches batches;
        private final Schedule schedule;
        private long step;

        Lane(TrainingSetup setup, int epoch, int span, NDManager manager, RandomGenerator random) {
            batches = TensorBatches.shuffled(
                            setup,
                            setup.data().train(),
                            setup.options().batchSize(),
                            setup.options().augmentation(),
                            manager,
                            random)
                    .at(() -> "in epoch (" + epoch + "), at a learning rate of (" + rate() + ")");
            schedule = setup.options().schedule(span, batches.perEpoch());
            step = (epoch - 1L) * batches.perEpoch() - 1;
            batches.startEpoch();
        }

        private double rate() {
            return schedule.rate(step);
        }

        /** Goes on to the next batch, and gives its rate; not a number if there is none. */
        double next() {
            if (!batches.next()) {
                return Double.NaN;
            }
            step++;
            return rate();
        }
    }
}
