package io.lanista.djl.train;

import java.util.List;
import java.util.SortedMap;

/** The networks of a trial: of one architecture, each with data, weights and a generator of its own. One thread. */
interface Trainees extends AutoCloseable {
    /** One of them, from 0. */
    Trainee get(int member);

    /**
     * Trains some of them for one more epoch.
     *
     * @param members the numbers of those that train, rising
     * @param span epochs that the schedule spans
     * @param watch called before each batch
     * @throws IllegalStateException if a loss is no longer a number
     */
    void runEpoch(List<Integer> members, int span, BatchWatch watch);

    /**
     * Measures some of them on their validation parts: the problem's metrics, and the mean loss of the last epoch.
     *
     * @param betweenBatches run before each batch; what it throws ends the measurement
     */
    List<SortedMap<String, Double>> measure(List<Integer> members, Runnable betweenBatches);

    @Override
    void close();
}
