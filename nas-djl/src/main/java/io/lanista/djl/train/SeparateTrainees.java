package io.lanista.djl.train;

import ai.djl.ndarray.NDManager;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Networks each of which trains by itself, one after the other in each epoch. */
final class SeparateTrainees implements Trainees {
    private final NDManager manager;
    private final List<Training> trainings = new ArrayList<>();

    /**
     * @param setups with the data of each
     * @param generators of each
     * @param steps trains for one epoch
     */
    SeparateTrainees(
            List<TrainingSetup> setups,
            NetworkPlan plan,
            List<TrialGenerators> generators,
            Consumer<TrainingEpoch> steps) {
        manager = setups.get(0).backend().newManager();
        for (int member = 0; member < setups.size(); member++) {
            TrialGenerators own = generators.get(member);
            Network network = plan.allocate(manager, own.initial());
            trainings.add(new Training(network, setups.get(member), steps, own, manager));
        }
    }

    @Override
    public Trainee get(int member) {
        return trainings.get(member);
    }

    @Override
    public void runEpoch(List<Integer> members, int span, BatchWatch watch) {
        for (int i = 0; i < members.size(); i++) {
            int before = i;
            trainings
                    .get(members.get(i))
                    .runEpoch(span, (done, all) -> watch.beforeBatch(before * all + done, members.size() * all));
        }
    }

    @Override
    public List<SortedMap<String, Double>> measure(List<Integer> members, Runnable betweenBatches) {
        List<SortedMap<String, Double>> measured = new ArrayList<>();
        members.forEach(member -> measured.add(trainings.get(member).measure(betweenBatches)));
        return measured;
    }

    @Override
    public void close() {
        manager.close();
    }
}
