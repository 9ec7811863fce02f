package io.lanista.runtime.drive;

import io.lanista.api.option.Option;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.text.ChoicesText;
import java.util.List;
import java.util.Map;

/** Searches for nothing: an experiment tries one architecture that is known, such as one that another search found. */
final class GivenArchitecture implements Strategy {
    private static final Option<Map<String, Object>> CHOICES =
            Option.table("architecture", "A value for each decision.");

    /** This, with the architecture as its option. */
    static PluginChoice<Strategy> choice(Choices choices) {
        Strategy given = new GivenArchitecture();
        return PluginChoice.given(given.name(), given, Map.of(CHOICES.name(), ChoicesText.toTree(choices)));
    }

    @Override
    public String name() {
        return "given";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(CHOICES);
    }

    @Override
    public Search open(SearchRequest request) {
        Choices choices = ChoicesText.fromTree(request.options().get(CHOICES), "architecture");
        return new OnlyProposal(choices);
    }

    /** Proposes one architecture, once: the same way of a trial as for any strategy. */
    private static final class OnlyProposal implements Search {
        private final Choices choices;
        private boolean proposed;

        OnlyProposal(Choices choices) {
            this.choices = choices;
        }

        @Override
        public Answer ask(Ask ask) {
            if (proposed) {
                return Answer.DONE;
            }
            proposed = true;
            return Answer.tryOut(choices);
        }

        @Override
        public void tell(int trial, Outcome outcome) {
            // There is nothing to learn from the only trial.
        }
    }
}
