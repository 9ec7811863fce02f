package io.lanista.runtime.preselection;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WarmSearchTest {
    private final List<String> calls = new ArrayList<>();
    private final WarmSearch search = new WarmSearch(() -> List.of(at(1), at(2)), this::open);

    private static Choices at(int x) {
        return Choices.of(Map.of(Label.of("x"), x));
    }

    private static Ask asking(int trial) {
        return Ask.of(trial, 1, new SplittableRandom(trial));
    }

    private static Outcome scored(double value) {
        return Outcome.scored(Objective.maximize("m").score(value), Metrics.of("m", value));
    }

    private Search open(List<PastTrial> past) {
        past.forEach(trial -> calls.add("past " + trial.choices().values().get(Label.of("x"))));
        return new Search() {
            @Override
            public Answer ask(Ask ask) {
                calls.add("ask " + ask.trial());
                Answer.Try next = Answer.tryOut(at(10 + ask.trial()));
                return ask.trial() == 0 ? next : next.continuing(0);
            }

            @Override
            public void tell(int trial, Outcome outcome) {
                calls.add("tell " + trial);
            }

            @Override
            public Verdict onReport(int trial, Report report) {
                calls.add("report " + trial);
                return Verdict.STOP;
            }

            @Override
            public void reject(int trial, String reason) {
                calls.add("reject " + trial);
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }

    @Test
    void theStrategyBeginsWhenTheFirstTrialsHaveEndedAndKnowsThem() {
        assertThat(search.ask(asking(0))).isEqualTo(Answer.tryOut(at(1)));
        assertThat(search.ask(asking(1))).isEqualTo(Answer.tryOut(at(2)));
        Report report = new Report(1, Scores.of(Objective.maximize("m").score(1)), Metrics.of("m", 1));
        assertThat(search.onReport(0, report)).isEqualTo(Search.Verdict.CONTINUE);
        search.tell(1, scored(2));
        assertThat(search.ask(asking(2))).as("the other one still runs").isEqualTo(Answer.WAIT);
        search.reject(0, "no");
        assertThat(calls).isEmpty();

        assertThat(search.ask(asking(2))).isEqualTo(Answer.tryOut(at(10)));
        assertThat(search.onReport(2, report)).isEqualTo(Search.Verdict.STOP);
        assertThat(search.ask(asking(3))).isEqualTo(Answer.tryOut(at(11)).continuing(2));
        search.reject(3, "no");
        search.tell(2, scored(1));
        search.close();
        assertThat(calls)
                .containsExactly("past 2", "past 1", "ask 0", "report 0", "ask 1", "reject 1", "tell 0", "close");
    }

    @Test
    void aSearchThatEndsBeforeIsClosedWithoutAStrategy() {
        search.ask(asking(0));
        search.close();
        assertThat(calls).isEmpty();
    }
}
