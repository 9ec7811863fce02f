package io.lanista.runtime.experiment;

import io.lanista.api.option.Option;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.text.ChoicesText;
import java.util.List;
import java.util.Map;

/** Searches for nothing: an experiment tries one architecture that is known, such as one that another search found. */
final class GivenArchitecture implements Strategy {
    private static final Option<Map<String, Object>> CHOICES =
            Option.table("architecture", "A value for each decision.");

    @Override
    public String name() {
        return "given";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(CHOICES);
    }

    Map<String, Object> options(Choices choices) {
        return Map.of(CHOICES.name(), ChoicesText.toTree(choices));
    }

    @Override
    public Search open(SearchRequest request) {
        Choices choices = ChoicesText.fromTree(request.options().get(CHOICES), "architecture");
        return new SingleProposal(() -> choices);
    }
}
