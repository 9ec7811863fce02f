package io.lanista.testkit;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Report;

/** One thing that happened between the host and a search. */
public sealed interface Event {
    /** The number of the trial that it is about. */
    int trial();

    /**
     * The search was asked, and answered.
     *
     * @param trial the number in the ask
     * @param freeSlots how many trials could be started, this one included
     * @param answer what it answered
     */
    record Asked(int trial, int freeSlots, Answer answer) implements Event {}

    /**
     * The host refused a candidate.
     *
     * @param trial the number of its ask
     * @param reason why
     */
    record Rejected(int trial, String reason) implements Event {}

    /**
     * A running trial reported.
     *
     * @param trial its number
     * @param report what it reported
     * @param verdict what the search said to it
     */
    record Reported(int trial, Report report, Search.Verdict verdict) implements Event {}

    /**
     * A trial ended.
     *
     * @param trial its number
     * @param outcome how
     */
    record Told(int trial, Outcome outcome) implements Event {}
}
