package io.lanista.strategy.bayes;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Grows a forest for each proposal, and proposes the best of what local search and even draws bring up. */
final class SmacSearch implements Search {
    private static final int DRAWS = 200;
    private static final int LISTABLE_BITS = 20;

    private final SearchSpace space;
    private final Options options;
    private final int objectives;
    private final boolean distinct;
    private final Encoding encoding;
    private final Observations observations;
    private final Architectures architectures;
    private final Set<Object> known = new HashSet<>();

    SmacSearch(SearchRequest request) {
        space = request.space();
        options = request.options();
        objectives = request.objectives().size();
        distinct = options.get(SmacStrategy.DISTINCT) && objectives == 1;
        observations = new Observations(request.objectives());
        encoding = new Encoding(space);
        architectures = request.architectures();
        for (PastTrial past : request.past()) {
            note(past.choices());
            observations.add(past.choices(), encoding.encode(past.choices()), past.outcome());
        }
    }

    @Override
    public Answer ask(Ask ask) {
        RandomGenerator random = ask.random();
        boolean modelling = observations.scored() >= option(SmacStrategy.STARTUP)
                && random.nextDouble() >= options.get(SmacStrategy.RANDOM);
        Optional<Choices> next = modelling ? modelled(random) : Optional.empty();
        next = next.or(() -> unseenDraw(random)).or(this::firstUnseen);
        if (next.isEmpty()) {
            return observations.isAnyRunning() ? Answer.WAIT : Answer.DONE;
        }
        note(next.get());
        observations.propose(ask.trial(), next.get(), encoding.encode(next.get()));
        return Answer.tryOut(next.get());
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        observations.end(trial, outcome);
    }

    @Override
    public void revise(int trial, Outcome mean) {
        observations.revise(trial, mean);
    }

    private void note(Choices choices) {
        if (distinct) {
            known.add(architectures.classOf(choices));
        }
    }

    /** Whether nothing that comes to the same was proposed. */
    private boolean isNew(Choices choices) {
        return !distinct || !known.contains(architectures.classOf(choices));
    }

    private int option(Option<Long> option) {
        return Math.toIntExact(options.get(option));
    }

    private Optional<Choices> modelled(RandomGenerator random) {
        Acquisition acquisition = objectives == 1 ? improvement(random) : hypervolumeImprovement(random);
        LocalSearch search = new LocalSearch(space, encoding, observations, acquisition, random);
        List<LocalSearch.Place> places = new ArrayList<>();
        for (Observations.Observation start : observations.best(options.get(SmacStrategy.STARTS))) {
            places.addAll(search.climb(start.choices()));
        }
        places.addAll(draws(acquisition, random));
        places.sort(Comparator.comparingDouble(LocalSearch.Place::value).reversed());
        return places.stream()
                .map(LocalSearch.Place::choices)
                .filter(choices -> isNew(choices) && space.validate(choices).isEmpty())
                .findFirst();
    }

    private Acquisition improvement(RandomGenerator random) {
        TrainingSet data = observations.trainingSet(encoding.ordered());
        Forest forest = grow(data, random);
        double best = data.best();
        return new Acquisition(row -> forest.predict(row).improvement(best));
    }

    /** A forest for each objective, taken for independent. */
    private Acquisition hypervolumeImprovement(RandomGenerator random) {
        List<Forest> forests = new ArrayList<>();
        for (int i = 0; i < objectives; i++) {
            forests.add(grow(observations.trainingSet(i, encoding.ordered()), random));
        }
        ExpectedHypervolume hypervolume = observations.hypervolume();
        return new Acquisition(row -> hypervolume.of(
                forests.stream().map(forest -> forest.predict(row)).toList()));
    }

    private Forest grow(TrainingSet data, RandomGenerator random) {
        return Forest.grow(
                data,
                option(SmacStrategy.TREES),
                option(SmacStrategy.POINTS),
                options.get(SmacStrategy.FEATURES),
                option(SmacStrategy.LEAF),
                random);
    }

    private List<LocalSearch.Place> draws(Acquisition acquisition, RandomGenerator random) {
        List<LocalSearch.Place> places = new ArrayList<>();
        try {
            for (long i = options.get(SmacStrategy.CANDIDATES); i > 0; i--) {
                Choices choices = space.sample(random);
                Row row = encoding.encode(choices);
                if (!observations.isProposed(row)) {
                    places.add(new LocalSearch.Place(choices, row, acquisition.at(row)));
                }
            }
        } catch (InfeasibleException e) {
            return places; // The constraints leave so little that draws don't meet it.
        }
        return places;
    }

    private Optional<Choices> unseenDraw(RandomGenerator random) {
        try {
            for (int i = 0; i < DRAWS; i++) {
                Choices choices = space.sample(random);
                if (!observations.isProposed(encoding.encode(choices)) && isNew(choices)) {
                    return Optional.of(choices);
                }
            }
        } catch (InfeasibleException e) {
            return Optional.empty(); // As above; what is left is found in order.
        }
        return Optional.empty();
    }

    /** When draws find nothing new, a space that isn't too large is gone through in order. */
    private Optional<Choices> firstUnseen() {
        boolean listable =
                space.size().filter(size -> size.bitLength() <= LISTABLE_BITS).isPresent();
        return listable
                ? space.enumerate()
                        .filter(choices -> !observations.isProposed(encoding.encode(choices)))
                        .findFirst()
                : Optional.empty();
    }
}
