package io.lanista.runtime.local;

import io.lanista.api.option.OptionException;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What one of several workers on a machine may take.
 *
 * @param cores as many as it may count on
 * @param threads of native code, at most one for each core
 * @param heap bytes of its objects
 * @param memory bytes of all that it holds; empty if nobody can look
 */
record WorkerLimits(int cores, int threads, long heap, OptionalLong memory) {
    static final String AUTO = "auto";

    private static final long MEBIBYTE = 1 << 20;

    /** What other programs, the host and the disk's cache are left with. */
    private static final double SHARE = 0.9;

    /** A JVM with libtorch and a small network. */
    private static final long LEAST = 512 * MEBIBYTE;

    private static final long HEAP = 2048 * MEBIBYTE;

    /**
     * Works limits out.
     *
     * @param slots how many workers share the machine
     * @param threads as many as were asked for
     * @param heap a size, or auto: 2 GB, but at most half of the worker's memory
     * @param memory a size, or auto: an even share of what the machine has free now
     */
    static WorkerLimits of(Machine machine, int slots, long threads, String heap, String memory) {
        int cores = Math.max(1, machine.cores() / slots);
        OptionalLong limit = machine.memory().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        memory.equals(AUTO)
                                ? Math.max(
                                        LEAST, (long) (SHARE * machine.memory().getAsLong() / slots))
                                : size("memory", memory));
        long objects = heap.equals(AUTO)
                ? Math.min(HEAP, limit.isPresent() ? limit.getAsLong() / 2 : HEAP)
                : size("heap", heap);
        return new WorkerLimits(cores, (int) Math.min(cores, threads), objects, limit);
    }

    /** Whether the machine has less free memory than workers need who do little. */
    static boolean isTight(Machine machine, int slots) {
        return machine.memory().isPresent() && machine.memory().getAsLong() / slots < LEAST;
    }

    private static long size(String option, String given) {
        if (!given.matches("\\d{1,9}[mgkMGK]")) {
            throw new OptionException(
                    "The option (" + option + ") is (" + given + "), and must be a size such as 512m or 2g, or auto.");
        }
        long amount = Long.parseLong(given.substring(0, given.length() - 1));
        return switch (given.substring(given.length() - 1).toLowerCase(Locale.ROOT)) {
            case "k" -> amount << 10;
            case "m" -> amount << 20;
            default -> amount << 30;
        };
    }
}
