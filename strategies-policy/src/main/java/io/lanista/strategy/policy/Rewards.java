package io.lanista.strategy.policy;

import java.util.Arrays;

/**
 * Turns gains into rewards by their rank among all that has ended: {@code R = -log(1 - q)}, where q is the share that is worse (and
 * half of what is as good). So a reward has a mean of 1 while the policy stays as it is, whatever the metric's unit is and
 * however far the failures lie off, and the best count most: these are the scores of Savage (Annals of Mathematical Statistics
 * 1956), used as rank-based fitness shaping is in natural evolution strategies (Wierstra et al. 2014, section 3.1).
 */
final class Rewards {
    private double[] sorted = new double[16];
    private int count;

    /** Takes note of a gain. */
    void add(double gain) {
        if (count == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * count);
        }
        int place = worse(gain, false);
        System.arraycopy(sorted, place, sorted, place + 1, count - place);
        sorted[place] = gain;
        count++;
    }

    /** The reward of a gain that was added. */
    double of(double gain) {
        double rank = (worse(gain, false) + worse(gain, true)) / 2.0;
        return -StrictMath.log(1 - rank / count);
    }

    /** How many gains are worse; with those that are as good. */
    private int worse(double gain, boolean withEqual) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < gain || (withEqual && sorted[middle] == gain)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
