package io.lanista.dashboard.view;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A run in a line.
 *
 * @param id its path in the folder that was listed
 * @param state {@code running}, {@code paused}, {@code interrupted} or {@code ended}
 * @param trials how many trials ended: scored, stopped early or failed
 * @param failed how many of these failed
 * @param budget how many there may be, if that is limited
 * @param metric what the (first) objective measures
 * @param best what the best trial so far reached, by the metrics of all objectives in their order; empty if there is none
 * @param updated when the last line of its journal was written
 * @param problem what is wrong with its journal, in one sentence; empty if nothing is
 */
public record RunSummary(
        String id,
        String state,
        long trials,
        long failed,
        OptionalInt budget,
        String metric,
        Map<String, Double> best,
        Instant updated,
        String problem) {}
