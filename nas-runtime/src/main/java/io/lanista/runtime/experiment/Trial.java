package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Score;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What is known of one trial. Confined to the driver's thread. */
final class Trial {
    final int number;
    final Answer.Try candidate;
    int lastStep;

    @Nullable Score lastScore;

    int crashes;
    boolean toStop;
    boolean rejected;

    @Nullable Outcome outcome;

    double seconds;

    Trial(int number, Answer.Try candidate) {
        this.number = number;
        this.candidate = candidate;
    }

    boolean isOpen() {
        return outcome == null && !rejected;
    }

    TrialReport report(Outcome ended, OptionalInt reused, @Nullable String log) {
        return new TrialReport(number, candidate.choices(), candidate.steps(), ended, seconds, reused, log);
    }
}
