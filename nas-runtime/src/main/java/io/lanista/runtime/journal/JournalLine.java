package io.lanista.runtime.journal;

import java.time.Instant;

/**
 * A record and its place in the journal.
 *
 * @param number from 0, without gaps
 * @param at when it was written, to the millisecond; means nothing to a replay
 * @param record what happened
 */
public record JournalLine(long number, Instant at, JournalRecord record) {}
