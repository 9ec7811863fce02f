package io.lanista.api.space;

import io.lanista.api.model.Answers;
import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.mutate.DryRun;
import io.lanista.api.mutate.Mutator;
import io.lanista.base.count.Variable;
import io.lanista.base.count.Variables;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A base model and an ordered list of mutators: all that can be searched. First every placeholder of the base model is
 * decided, outer ones before those nested in them; then the further mutators are applied in order.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class SearchSpace {
    /** How uneven the numbers of architectures behind the values of a decision may be, see {@link #sample}. */
    private static final int UNEVEN = 100;

    private static final int SAMPLE_ATTEMPTS = 10_000;

    private final Model base;
    private final Model prepared;
    private final List<Decision> placeholders;
    private final List<Mutator> further;
    private final List<Decision> decisions;
    private final Set<Label> dynamic;
    private final List<Constraint> constraints;
    private final Variables<Label, Object> variables;
    private final boolean canBeInvalid;

    private SearchSpace(Model base, List<Mutator> further) {
        this.base = base;
        this.prepared = base.resolve(Answers.NONE);
        this.placeholders = DecisionCollector.collect(base);
        this.further = List.copyOf(further);
        this.constraints = List.of();
        checkMutatorLabels();
        List<Decision> all = new ArrayList<>(placeholders);
        this.dynamic = further.isEmpty() ? Set.of() : dryRun(all);
        this.decisions = List.copyOf(all);
        this.variables =
                new Variables<>(decisions.stream().map(SearchSpace::variable).toList(), UNEVEN);
        this.canBeInvalid = SpaceWalk.canBeInvalid(base);
        checkLabels();
    }

    /** The same space with other constraints. */
    private SearchSpace(SearchSpace space, List<Constraint> constraints) {
        this.base = space.base;
        this.prepared = space.prepared;
        this.placeholders = space.placeholders;
        this.further = space.further;
        this.decisions = space.decisions;
        this.dynamic = space.dynamic;
        this.constraints = List.copyOf(constraints);
        this.variables = space.variables;
        this.canBeInvalid = space.canBeInvalid;
    }

    /**
     * The space of a model's placeholders.
     *
     * @throws IllegalArgumentException if a label stands for two different decisions
     * @throws InvalidArchitectureException if a value that no decision changes can't be computed
     */
    public static SearchSpace of(Model base) {
        return new SearchSpace(base, List.of());
    }

    /**
     * The space of a model's placeholders and of further mutators, applied in this order after them.
     *
     * @throws IllegalArgumentException if a label stands for two different decisions
     * @throws InvalidArchitectureException if a value that no decision changes can't be computed
     */
    public static SearchSpace of(Model base, List<Mutator> further) {
        return new SearchSpace(base, further);
    }

    /** This space without the architectures that break the constraint. */
    public SearchSpace with(Constraint constraint) {
        List<Constraint> more = new ArrayList<>(constraints);
        more.add(constraint);
        return new SearchSpace(this, more);
    }

    /** This space without its constraints. */
    public SearchSpace unconstrained() {
        return constraints.isEmpty() ? this : new SearchSpace(this, List.of());
    }

    /** The space of another base model, with the further mutators and the constraints of this one. */
    public SearchSpace withBase(Model other) {
        return other.equals(base) ? this : new SearchSpace(new SearchSpace(other, further), constraints);
    }

    /**
     * Two chains, one of first answers and one of last ones, since a mutator's questions may also depend on what was answered before it.
     */
    private Set<Label> dryRun(List<Decision> all) {
        Set<Label> changing = new LinkedHashSet<>();
        Model first = resolvedOrStart(0);
        Model last = resolvedOrStart(1);
        for (Mutator mutator : further) {
            DryRun run = DryRun.of(mutator, first);
            DryRun other = DryRun.ofLast(mutator, last);
            if (run.dynamic() || !run.questions().equals(other.questions())) {
                changing.add(mutator.label());
            } else {
                run.questions().forEach((label, domain) -> all.add(new Decision(label, domain, Condition.ALWAYS)));
            }
            first = run.model();
            last = other.model();
        }
        return changing;
    }

    /** Where such answers make no architecture, mutators have to do with what is settled anyway. */
    private Model resolvedOrStart(int end) {
        Map<Label, Object> answers = new HashMap<>();
        for (Decision decision : placeholders) {
            List<Object> values = decision.domain().values();
            answers.put(decision.label(), values.get(end * (values.size() - 1)));
        }
        try {
            return prepared.resolve(answers::get);
        } catch (InvalidArchitectureException e) {
            return prepared;
        }
    }

    private void checkMutatorLabels() {
        Set<Label> labels = new HashSet<>();
        placeholders.forEach(decision -> labels.add(decision.label()));
        for (Mutator mutator : further) {
            if (!labels.add(mutator.label())) {
                throw new IllegalArgumentException("The label (" + mutator.label()
                        + ") is that of a mutator and of another mutator or a decision before it. Maybe give the mutator"
                        + " its own label.");
            }
        }
    }

    private void checkLabels() {
        Map<Label, Domain> seen = new HashMap<>();
        for (Decision decision : decisions) {
            Domain earlier = seen.putIfAbsent(decision.label(), decision.domain());
            if (earlier != null) {
                throw new IllegalArgumentException("The label (" + decision.label()
                        + ") names two different decisions: first " + earlier + ", second " + decision.domain()
                        + " of a mutator. Maybe give the mutator its own label.");
            }
        }
    }

    /** The model with its placeholders. */
    public Model base() {
        return base;
    }

    /**
     * All mutators in the order in which they are applied: one for each placeholder decision, then the further ones.
     * Applied in turn to {@link #start()}, with any samplers, they make a concrete model of this space.
     */
    public List<Mutator> mutators() {
        List<Mutator> all = new ArrayList<>();
        placeholders.forEach(decision -> all.add(new PlaceholderMutator(decision.label(), decision.domain())));
        all.addAll(further);
        return Collections.unmodifiableList(all);
    }

    /** The base model with everything settled that is no decision; where mutators begin. */
    public Model start() {
        return prepared;
    }

    /** The mutators beside those of the placeholders. */
    public List<Mutator> furtherMutators() {
        return further;
    }

    /** The constraints, in order. */
    public List<Constraint> constraints() {
        return constraints;
    }

    /**
     * All decisions in a stable order, each after those that its condition depends on. Questions of dynamic mutators,
     * which depend on earlier answers, are not among them: {@link #walk} meets them.
     */
    public List<Decision> decisions() {
        return decisions;
    }

    /** The decision with this label. */
    public Optional<Decision> decision(Label label) {
        return decisions.stream()
                .filter(decision -> decision.label().equals(label))
                .findFirst();
    }

    /** Whether there are mutators whose questions depend on their answers, so that {@link #decisions} isn't all. */
    public boolean isDynamic() {
        return !dynamic.isEmpty();
    }

    /** Whether the questions of this mutator depend on answers. */
    boolean isDynamic(Mutator mutator) {
        return dynamic.contains(mutator.label());
    }

    /** Whether the number of architectures is known and finite: no real-valued decision, no dynamic mutator. */
    public boolean isFinite() {
        return !isDynamic()
                && decisions.stream().allMatch(decision -> decision.domain().isFinite());
    }

    /**
     * How many different choices there are, exactly, before constraints.
     *
     * @return empty if the space isn't {@linkplain #isFinite() finite}, or its conditions depend on each other in so many ways that
     *     counting takes too long
     */
    public Optional<BigInteger> size() {
        return isFinite() ? variables.count() : Optional.empty();
    }

    /**
     * The decisions whose values {@link #sample} draws evenly, since the numbers of architectures behind them are too uneven; in
     * order. Empty if draws are even over architectures.
     */
    public List<Label> unevenDecisions() {
        Set<Label> uneven = isDynamic() ? Set.of() : variables.uneven();
        return decisions.stream().map(Decision::label).filter(uneven::contains).toList();
    }

    /**
     * A stable hash of the base model and the mutators' labels: 32 hexadecimal digits. Constraints don't count, so that
     * architectures of a space can be compared whatever bounds it has.
     */
    public String hash() {
        Model hashed = base;
        for (int i = 0; i < further.size(); i++) {
            hashed = hashed.withSetting("mutator-" + i, further.get(i).label().value());
        }
        return hashed.hash();
    }

    /**
     * A stable hash of all that decides what a search of this space may propose: of {@link #hash}, the decisions of mutators, and
     * what the constraints {@linkplain Constraint#describe demand}, in whatever order. 32 hexadecimal digits; equal to
     * {@link #hash} in a space that has neither mutators nor constraints.
     */
    public String identity() {
        Model hashed = base;
        for (Decision question : decisions.subList(placeholders.size(), decisions.size())) {
            hashed = hashed.withSetting(
                    "question " + question.label(), question.domain().toString());
        }
        for (Mutator mutator : further) {
            hashed = hashed.withSetting(
                    "mutator " + further.indexOf(mutator), mutator.label().value());
        }
        for (String demand : new TreeSet<>(demands())) {
            hashed = hashed.withSetting("constraint " + demand, true);
        }
        return hashed.hash();
    }

    private List<String> demands() {
        return constraints.stream().map(Constraint::describe).toList();
    }

    /**
     * Goes through the active decisions in order, those of dynamic mutators included, and collects the answers.
     *
     * @param picker answers each one; it sees them in the order in which they become active
     * @throws InfeasibleException if an answer is outside its domain
     * @throws InvalidArchitectureException if a mutator can't be applied with these answers
     */
    public Choices walk(Picker picker) {
        return new SpaceWalk(this, placeholders).choices(picker);
    }

    /** The active decisions for these choices, in order, with those of dynamic mutators. */
    public List<Decision> active(Choices choices) {
        List<Decision> active = new ArrayList<>();
        walk((decision, answers) -> {
            active.add(decision);
            return answerOf(choices, decision);
        });
        return active;
    }

    static Object answerOf(Choices choices, Decision decision) {
        Object answer = choices.values().get(decision.label());
        if (answer == null) {
            throw new InfeasibleException("There is no answer to the decision (" + decision.label() + "), which offers "
                    + decision.domain() + ".");
        }
        return answer;
    }

    /**
     * What is wrong with these choices, if anything: a missing or needless answer, a value outside its domain, an
     * architecture that can't be built, or a constraint that is broken.
     *
     * @return one sentence, or empty
     */
    public Optional<String> validate(Choices choices) {
        try {
            Model model = new SpaceWalk(this, placeholders).freeze(choices, false);
            return constraints.stream()
                    .flatMap(constraint -> constraint.violation(model).stream())
                    .findFirst();
        } catch (InfeasibleException | InvalidArchitectureException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The concrete model of these choices, which {@link #choicesOf} finds in its lineage; constraints are not checked.
     *
     * @throws InfeasibleException if an active decision has no answer or one outside its domain, or an inactive one has an answer
     * @throws InvalidArchitectureException if the architecture can't be built
     */
    public Model freeze(Choices choices) {
        return new SpaceWalk(this, placeholders).freeze(choices, true);
    }

    /**
     * Choices drawn at random from all that the constraints allow. Every architecture is as likely as any other, with one exception:
     * where a value of a decision has more than a hundred times as many architectures behind it as another one, each value of this
     * decision is as likely as any other (see {@link #unevenDecisions}). So a depth from 1 to 8 with five candidates in each layer
     * is drawn evenly from 1 to 8; otherwise, depth 1 would have a chance of 1 in 98,000, and searches of usual length would never
     * try it. Where decisions can't be counted, each one is drawn evenly.
     *
     * @throws UnmetConstraintsException if none was found
     */
    public Choices sample(RandomGenerator random) {
        String reason = "";
        for (int attempt = 0; attempt < SAMPLE_ATTEMPTS; attempt++) {
            try {
                Choices choices = draw(random);
                Optional<String> wrong = needsValidation() ? validate(choices) : Optional.empty();
                if (wrong.isEmpty()) {
                    return choices;
                }
                reason = wrong.get();
            } catch (InvalidArchitectureException e) {
                reason = String.valueOf(e.getMessage()); // An invalid mutation: draw another one.
            }
        }
        throw new UnmetConstraintsException("None of (" + SAMPLE_ATTEMPTS
                + ") architectures drawn from the space is allowed. The last one: " + reason
                + (constraints.isEmpty()
                        ? ""
                        : " Maybe loosen the constraints: " + String.join("; ", demands()) + "."));
    }

    private Choices draw(RandomGenerator random) {
        return isDynamic()
                ? walk((decision, answers) -> uniform(decision.domain(), random))
                : Choices.of(variables.draw(random));
    }

    /** A range of real numbers counts as one value, since it adds no discrete choice; no condition depends on one. */
    private static Variable<Label, Object> variable(Decision decision) {
        Domain domain = decision.domain();
        return new Variable<>(
                decision.label(),
                Neighbourhood.values(domain),
                !domain.isFinite(),
                random -> uniform(domain, random),
                decision.condition().alternatives());
    }

    /** A value of the domain, each as likely as any other (on a logarithmic scale where the domain has one). */
    public static Object uniform(Domain domain, RandomGenerator random) {
        if (domain instanceof Domain.RealRange range) {
            return range.at(random.nextDouble());
        }
        if (domain instanceof Domain.IntRange range && range.log()) {
            double low = StrictMath.log(range.low() - 0.5);
            double high = StrictMath.log(range.high() + 0.5);
            long value = Math.round(StrictMath.exp(low + random.nextDouble() * (high - low)));
            return Math.min(range.high(), Math.max(range.low(), value));
        }
        List<Object> values = domain.values();
        return values.get(random.nextInt(values.size()));
    }

    /**
     * Whether choices may be no architecture of this space though every active decision is answered from its domain: because of a
     * constraint, a mutator, or a cell whose wiring may be impossible. Otherwise there is nothing to {@link #validate}.
     */
    public boolean needsValidation() {
        return !constraints.isEmpty() || !further.isEmpty() || canBeInvalid;
    }

    /**
     * These choices with one active decision changed to a different value, drawn evenly; decisions that become active are drawn too.
     *
     * @throws InfeasibleException if no allowed one was found
     */
    public Choices mutate(Choices choices, RandomGenerator random) {
        return new Neighbourhood(this, variables).mutate(choices, random);
    }

    /**
     * All choices that differ from these in one active decision, with every way of answering those that become active by
     * it; only what the constraints allow. For a range of real numbers, 21 evenly spaced values stand for it.
     */
    public Stream<Choices> neighbours(Choices choices) {
        return new Neighbourhood(this, variables).stream(choices);
    }

    /**
     * All choices in order, the last decision changing fastest, only what the constraints allow; lazily.
     *
     * @throws IllegalStateException if the space isn't {@linkplain #isFinite() finite}
     */
    public Stream<Choices> enumerate() {
        if (!isFinite()) {
            throw new IllegalStateException("The space (" + base.name() + ") isn't finite, so it can't be enumerated."
                    + " Maybe give its real-valued decisions a list of values.");
        }
        Stream<Choices> all = variables.all(Map.of()).map(Choices::of);
        return needsValidation() ? all.filter(choices -> validate(choices).isEmpty()) : all;
    }

    /** The answers that a concrete model's lineage records. */
    public static Choices choicesOf(Model model) {
        SortedMap<Label, Object> answers = new TreeMap<>();
        model.lineage().forEach(mutation -> answers.putAll(mutation.answers()));
        return new Choices(answers);
    }

    @Override
    public String toString() {
        Map<Label, Domain> shown = new LinkedHashMap<>();
        decisions.forEach(decision -> shown.put(decision.label(), decision.domain()));
        return base.name() + shown;
    }

    /** Answers decisions one by one. */
    @FunctionalInterface
    public interface Picker {
        /**
         * A value of the decision's domain.
         *
         * @param answers what was answered before
         */
        Object pick(Decision decision, Map<Label, Object> answers);
    }
}
