package io.lanista.strategy.policy;

import java.util.List;

/** Changes a policy, so that what was rewarded becomes likelier. */
interface Learner {
    /**
     * Learns from a batch.
     *
     * @param rewards one for each episode; more is better
     */
    void learn(List<Episode> episodes, double[] rewards);
}
