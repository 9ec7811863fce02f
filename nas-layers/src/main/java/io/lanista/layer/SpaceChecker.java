package io.lanista.layer;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks for a misfit. Used once. */
final class SpaceChecker {
    private static final int FEW = 1_000;
    private static final int MOST_VALUES = 16;
    private static final int SAMPLE = 300;
    private static final long SEED = 1;

    /** So many decisions and layers are visited, no more: enough for the sample of usual networks, and a few seconds' work. */
    private static final long MAX_VISITS = 1_000_000;

    private final SearchSpace space;
    private final SearchSpace unconstrained;
    private final LayerCatalogue catalogue;
    private final Optional<Shape> wanted;
    private int examined;
    private long visits;

    SpaceChecker(SearchSpace space, LayerCatalogue catalogue, Optional<Shape> wanted) {
        this.space = space;
        this.unconstrained = space.unconstrained();
        this.catalogue = catalogue;
        this.wanted = wanted;
    }

    SpaceCheck check() {
        if (space.furtherMutators().isEmpty()) {
            try {
                return propagated();
            } catch (DecisionDiagrams.TooLarge e) {
                return tried();
            }
        }
        return tried();
    }

    /** A misfit that a constraint forbids may hide others, so it doesn't end the matter. */
    private SpaceCheck propagated() {
        DecisionDiagram<PlaceShapes> output = new ShapePropagation(catalogue, space.decisions()).output(space.base());
        Optional<Map<Integer, Integer>> path = DecisionDiagrams.path(output, this::isMisfit);
        if (path.isEmpty()) {
            return new SpaceCheck(SpaceCheck.Coverage.PROPAGATED, 0, Optional.empty());
        }
        Map<Label, Object> responsible = new TreeMap<>();
        path.get()
                .forEach((level, index) -> responsible.put(
                        space.decisions().get(level).label(),
                        space.decisions().get(level).domain().values().get(index)));
        Choices choices = unconstrained.walk((decision, answers) -> {
            Object needed = responsible.get(decision.label());
            return needed != null ? needed : decision.domain().values().get(0);
        });
        Optional<SpaceCheck.Misfit> misfit = misfit(choices, Choices.of(responsible));
        return misfit.isPresent() ? new SpaceCheck(SpaceCheck.Coverage.PROPAGATED, examined, misfit) : tried();
    }

    private boolean isMisfit(PlaceShapes output) {
        boolean another = wanted.isPresent() && !output.shapes().equals(List.of(wanted.get()));
        return output.kind() == PlaceShapes.Kind.MISFIT || (output.isGood() && another);
    }

    private SpaceCheck tried() {
        examined = 0;
        boolean few = unconstrained
                .size()
                .filter(size -> size.compareTo(BigInteger.valueOf(FEW)) <= 0)
                .isPresent();
        Iterator<Choices> all = few ? unconstrained.enumerate().iterator() : sample().iterator();
        Optional<SpaceCheck.Misfit> misfit = Optional.empty();
        while (misfit.isEmpty() && visits < MAX_VISITS && all.hasNext()) {
            Choices choices = all.next();
            misfit = misfit(choices, choices);
        }
        boolean enumerated = few && (misfit.isPresent() || !all.hasNext());
        return new SpaceCheck(
                enumerated ? SpaceCheck.Coverage.ENUMERATED : SpaceCheck.Coverage.SAMPLED, examined, misfit);
    }

    /** Each value of each decision once (a few, where there are many), the others drawn; then more draws. */
    private Stream<Choices> sample() {
        RandomGenerator random = Seeds.generator(SEED);
        Stream<Choices> each = space.decisions().stream()
                .flatMap(decision -> some(decision.domain()).stream()
                        .flatMap(value -> draw(Map.of(decision.label(), value), random).stream()));
        Stream<Choices> more = IntStream.range(0, SAMPLE).boxed().flatMap(i -> draw(Map.of(), random).stream());
        return Stream.concat(each, more);
    }

    private static List<Object> some(Domain domain) {
        List<Object> values = domain.values();
        int count = Math.min(values.size(), MOST_VALUES);
        List<Object> some = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            some.add(values.get((int) ((long) i * (values.size() - 1) / Math.max(1, count - 1))));
        }
        return some;
    }

    private Optional<Choices> draw(Map<Label, Object> fixed, RandomGenerator random) {
        visits += space.decisions().size();
        try {
            return Optional.of(unconstrained.walk((decision, answers) -> {
                Object needed = fixed.get(decision.label());
                return needed != null ? needed : SearchSpace.uniform(decision.domain(), random);
            }));
        } catch (InvalidArchitectureException e) {
            return Optional.empty(); // An invalid mutation is an ordinary outcome.
        }
    }

    private Optional<SpaceCheck.Misfit> misfit(Choices choices, Choices responsible) {
        visits += space.decisions().size();
        Model model;
        try {
            model = unconstrained.freeze(choices);
        } catch (InvalidArchitectureException e) {
            return Optional.empty();
        }
        examined++;
        try {
            ModelAnalysis analysis = ModelAnalysis.of(model, catalogue);
            visits += analysis.layers().size();
            if (wanted.isPresent() && !wanted.get().equals(analysis.output())) {
                throw new InvalidArchitectureException(
                        "The network makes " + analysis.output() + " of each example, and the"
                                + " data need " + wanted.get() + ". Maybe end it with a linear layer whose units are '"
                                + Model.OUTPUTS + "'.");
            }
            return Optional.empty();
        } catch (InvalidArchitectureException | IllegalArgumentException e) {
            return isForbidden(model)
                    ? Optional.empty()
                    : Optional.of(new SpaceCheck.Misfit(choices, responsible, String.valueOf(e.getMessage())));
        }
    }

    private boolean isForbidden(Model model) {
        for (Constraint constraint : space.constraints()) {
            try {
                if (constraint.violation(model).isPresent()) {
                    return true;
                }
            } catch (InvalidArchitectureException | IllegalArgumentException e) {
                continue; // A bound on the cost of what has no cost forbids nothing.
            }
        }
        return false;
    }
}
