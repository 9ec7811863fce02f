package io.lanista.runtime.drive;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.experiment.Scalarisation;
import java.util.List;

/** A search that sees one number of several objectives; all else is the search's own. */
record ScalarisedSearch(Search search, Scalarisation scalarisation, List<Objective> objectives) implements Search {
    @Override
    public Answer ask(Ask ask) {
        return search.ask(ask);
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        search.tell(trial, one(scalarisation, objectives, outcome));
    }

    @Override
    public Verdict onReport(int trial, Report report) {
        return search.onReport(
                trial, new Report(report.step(), one(scalarisation, objectives, report.scores()), report.metrics()));
    }

    @Override
    public void reject(int trial, String reason) {
        search.reject(trial, reason);
    }

    @Override
    public void close() {
        search.close();
    }

    static List<PastTrial> past(Scalarisation scalarisation, List<Objective> objectives, List<PastTrial> past) {
        return past.stream()
                .map(trial -> new PastTrial(trial.choices(), one(scalarisation, objectives, trial.outcome())))
                .toList();
    }

    private static Scores one(Scalarisation scalarisation, List<Objective> objectives, Scores scores) {
        return Scores.of(scalarisation.objective().score(scalarisation.of(objectives, scores)));
    }

    private static Outcome one(Scalarisation scalarisation, List<Objective> objectives, Outcome outcome) {
        if (outcome instanceof Outcome.Scored scored) {
            return Outcome.scored(one(scalarisation, objectives, scored.scores()), scored.metrics());
        }
        if (outcome instanceof Outcome.Stopped stopped) {
            return new Outcome.Stopped(
                    stopped.step(),
                    stopped.scores().map(scores -> one(scalarisation, objectives, scores)),
                    stopped.metrics());
        }
        return outcome;
    }
}
