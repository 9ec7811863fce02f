package io.lanista.strategy.tpe;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws evenly at first, and then asks the model. */
final class TpeSearch implements Search {
    private final ParzenModel model;
    private final long startup;

    TpeSearch(SearchRequest request) {
        model = new ParzenModel(
                request.space(),
                request.architectures(),
                request.options(),
                request.objectives().size() > 1);
        startup = request.options().get(TpeStrategy.STARTUP);
        request.past().forEach(past -> model.observe(past.choices(), past.outcome()));
    }

    @Override
    public Answer ask(Ask ask) {
        RandomGenerator random = ask.random();
        Optional<Choices> next = model.scored() < startup ? Optional.empty() : model.propose(random);
        next = next.or(() -> model.draw(random));
        if (next.isEmpty()) {
            return model.isAnyRunning() ? Answer.WAIT : Answer.DONE;
        }
        model.start(ask.trial(), next.get());
        return Answer.tryOut(next.get());
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        model.end(trial, outcome);
    }

    @Override
    public void revise(int trial, Outcome mean) {
        model.revise(trial, mean);
    }
}
