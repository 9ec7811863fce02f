package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Score;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.IntFunction;

/** The checks behind {@link StrategyContract}. */
final class StrategyChecks {
    static final String OWN_RANDOMNESS = "A search is decided by its seed and its results alone. Maybe it draws from"
            + " a generator of its own (Math.random, new Random()), reads the clock, or goes through a HashMap or a Set.of:"
            + " draw from ask.random() and request.random() only, and keep things in lists or sorted maps.";

    private static final String IN_A_BUNDLE =
            "The strategy doesn't work in a class loader of its own, as in a host's bundle: %s. Maybe it looks classes or"
                    + " services up by the thread's context class loader, which is the host's: use its own"
                    + " (MyStrategy.class.getClassLoader()); or it isn't public, or not in META-INF/services.";

    private final StrategyContract contract;

    StrategyChecks(StrategyContract contract) {
        this.contract = contract;
    }

    private SearchHarness harness(SearchSpace space) {
        return harness(contract.strategy(), space);
    }

    private SearchHarness harness(Strategy strategy, SearchSpace space) {
        return SearchHarness.of(strategy, space).options(contract.options()).steps(contract.steps());
    }

    void nameAndOptions() {
        Strategy strategy = contract.strategy();
        ProviderRules.assertWellFormed("strategy", strategy.name(), strategy.options());
        assertThat(contract.strategy().name())
                .as("the name of another object of the strategy")
                .isEqualTo(strategy.name());
        assertThat(strategy.description())
                .as("the description: one sentence with the source of the method")
                .isNotBlank();
        Options.parse("strategy '" + strategy.name() + "'", strategy.options(), contract.options());
    }

    void service() {
        Class<?> type = contract.strategy().getClass();
        assertThat(ServiceLoader.load(Strategy.class, type.getClassLoader()).stream()
                        .anyMatch(provider -> provider.type() == type))
                .as("The service loader doesn't find (" + type.getName() + "), so no host will. Maybe add its name as a"
                        + " line to META-INF/services/" + Strategy.class.getName()
                        + "; it also has to be public, with a public constructor without parameters.")
                .isTrue();
    }

    void validity() {
        StandardSpaces.all().values().forEach(space -> harness(space).run());
    }

    void conditions() {
        for (long seed = 1; seed <= 5; seed++) {
            harness(StandardSpaces.conditional())
                    .seed(seed)
                    .parallelism(2)
                    .trials(60)
                    .run();
            harness(StandardSpaces.dynamic())
                    .seed(seed)
                    .parallelism(2)
                    .trials(60)
                    .run();
        }
    }

    void repeatability() {
        StandardSpaces.all().forEach((name, space) -> {
            Recording first = harness(space).parallelism(2).run();
            Recording second = harness(space).parallelism(2).run();
            fail(Differences.between(first, second, "On the space (" + name + ")", OWN_RANDOMNESS));
        });
    }

    void isolation() {
        Strategy shared = contract.strategy();
        SearchSpace space = StandardSpaces.flat();
        Recording alone = harness(space).seed(1).run();
        try (HarnessRun first = harness(shared, space).seed(1).open();
                HarnessRun second = harness(shared, space).seed(2).open()) {
            while (first.step() | second.step()) {
                // Both go on in turn.
            }
            fail(
                    Differences.between(
                            alone,
                            first.recording(),
                            "With a second search open on the same strategy object",
                            "Searches disturb each other. Maybe move state from statics or the Strategy object into the Search."));
        }
    }

    void otherJvm() {
        List<String> here = OtherJvm.lines(contract);
        List<String> there = OtherJvm.start(contract);
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            String one = i < here.size() ? here.get(i) : "nothing, the run is over";
            String other = i < there.size() ? there.get(i) : "nothing, the run is over";
            if (!one.equals(other)) {
                fail("Another JVM gives other answers for the same seed, first in line (" + i + ").\n  Here:  " + one
                        + "\n  There: " + other + "\n" + OWN_RANDOMNESS
                        + " The other JVM also has another locale and time zone.");
            }
        }
    }

    /** All that was made by {@link OtherJvm} on both sides. */
    Recording portrait(SearchSpace space) {
        return harness(space).parallelism(2).trials(25).run();
    }

    void replay() {
        for (SearchSpace space : List.of(
                StandardSpaces.flat(),
                StandardSpaces.conditional(),
                StandardSpaces.numeric(),
                StandardSpaces.tiny(),
                StandardSpaces.dynamic())) {
            Recording whole = eventful(contract.strategy(), space).run();
            for (int prefix = 0; prefix <= whole.events().size(); prefix++) {
                if (isBetweenSteps(whole, prefix)) {
                    resume(space, whole, prefix);
                }
            }
        }
    }

    /** Two lives of one strategy object: the first is broken off after the prefix, the second begins with its replay. */
    private void resume(SearchSpace space, Recording whole, int prefix) {
        SearchHarness harness = eventful(contract.strategy(), space);
        try (HarnessRun firstLife = harness.open()) {
            firstLife.replay(whole.first(prefix));
        }
        fail(Differences.resumed(whole, harness.replay(whole.first(prefix)), prefix));
    }

    private SearchHarness eventful(Strategy strategy, SearchSpace space) {
        return harness(strategy, space).trials(14).parallelism(3).fates(mixed()).rejecting(trial -> trial % 6 == 4);
    }

    /** The host never pauses between a proposal and its rejection, nor among the reports of a trial. */
    static boolean isBetweenSteps(Recording whole, int prefix) {
        List<Event> events = whole.events();
        boolean rejects = prefix < events.size() && events.get(prefix) instanceof Event.Rejected;
        boolean reports = prefix > 0 && events.get(prefix - 1) instanceof Event.Reported;
        return !rejects && !reports;
    }

    static IntFunction<Fate> mixed() {
        Fate[] fates = {Fate.SCORED, Fate.SCORED, Fate.FAILED, Fate.SCORED, Fate.NOT_A_NUMBER, Fate.SCORED, Fate.STOPPED
        };
        return trial -> fates[trial % fates.length];
    }

    void outOfOrder() {
        for (long seed = 1; seed <= 5; seed++) {
            for (SearchSpace space : StandardSpaces.all().values()) {
                harness(space).seed(seed).parallelism(7).run();
            }
        }
    }

    void faults() {
        survives(trial -> Fate.FAILED);
        survives(trial -> Fate.STOPPED);
        survives(mixed());
    }

    void notANumber() {
        survives(trial -> Fate.NOT_A_NUMBER);
        survives(trial -> trial % 3 == 0 ? Fate.NOT_A_NUMBER : Fate.SCORED);
    }

    private void survives(IntFunction<Fate> fates) {
        for (SearchSpace space : StandardSpaces.all().values()) {
            harness(space).parallelism(3).fates(fates).run();
        }
    }

    void rejections() {
        for (SearchSpace space : StandardSpaces.all().values()) {
            harness(space).parallelism(3).rejecting(trial -> trial % 2 == 0).run();
            harness(space).rejecting(trial -> trial < 30).run();
        }
    }

    void revision() {
        for (SearchSpace space : StandardSpaces.all().values()) {
            Recording first =
                    eventful(new RevisingStrategy(contract.strategy()), space).run();
            Recording second =
                    eventful(new RevisingStrategy(contract.strategy()), space).run();
            fail(Differences.between(
                    first,
                    second,
                    "Where trials that ended are revised, on the space ("
                            + space.base().name() + ")",
                    OWN_RANDOMNESS));
        }
    }

    void exhaustion() {
        harness(StandardSpaces.tiny()).trials(50).run();
        for (SearchSpace space : List.of(StandardSpaces.tiny(), StandardSpaces.constrained())) {
            Recording run = harness(space)
                    .rejectingDuplicates()
                    .parallelism(2)
                    .trials(300)
                    .run();
            if (contract.exhaustsSmallSpaces()) {
                Set<Choices> tried = new HashSet<>(run.proposed());
                assertThat(tried)
                        .as("what was tried of the space (" + space.base().name() + ")")
                        .containsExactlyInAnyOrderElementsOf(space.enumerate().toList());
                assertThat(run.isDone() || run.events().stream().anyMatch(StrategyChecks::isDone))
                        .as("The search never says that it is done, though everything in the space ("
                                + space.base().name() + ") was tried. Maybe answer DONE once nothing is left.")
                        .isTrue();
            }
        }
    }

    private static boolean isDone(Event event) {
        return event instanceof Event.Asked asked && asked.answer() == Answer.DONE;
    }

    void symmetry() {
        for (SearchSpace space : List.of(StandardSpaces.flat(), StandardSpaces.numeric())) {
            Landscape landscape = new Landscape(space, 3);
            List<Choices> maximising = harness(space)
                    .objective(Objective.maximize("accuracy"))
                    .value(landscape)
                    .trials(80)
                    .run()
                    .proposed();
            List<Choices> minimising = harness(space)
                    .objective(Objective.minimize("accuracy"))
                    .value(choices -> -landscape.applyAsDouble(choices))
                    .trials(80)
                    .run()
                    .proposed();
            for (int i = 0; i < Math.min(maximising.size(), minimising.size()); i++) {
                if (!maximising.get(i).equals(minimising.get(i))) {
                    fail("Minimising -f goes another way than maximising f, first at proposal (" + i
                            + ").\n  Maximising: " + maximising.get(i) + "\n  Minimising: " + minimising.get(i)
                            + "\nThe direction of the objective is ignored or handled in one place only. Maybe compare"
                            + " scores by score.gain() (more is better) or score.compareTo, never by score.value().");
                }
            }
            assertThat(minimising).as("the proposals when -f is minimised").hasSameSizeAs(maximising);
        }
    }

    void attraction() {
        double towards = laterMean(false);
        double away = laterMean(true);
        if (towards < away - 0.02) {
            fail(String.format(
                    Locale.ROOT,
                    "When accuracy is to be maximised, the later half of the trials has a mean accuracy of %.3f; when the"
                            + " same accuracy is to be avoided, it has %.3f. So the search prefers what is worse. Maybe it"
                            + " minimises accuracy: compare scores by score.gain() (more is better) or score.compareTo.",
                    towards,
                    away));
        }
    }

    /** The mean accuracy of the later half of the trials, over some seeds. */
    private double laterMean(boolean opposite) {
        SearchSpace space = StandardSpaces.flat();
        List<Double> values = new ArrayList<>();
        for (long seed = 1; seed <= 8; seed++) {
            Landscape landscape = new Landscape(space, seed);
            List<Choices> proposed = harness(space)
                    .seed(seed)
                    .trials(80)
                    .value(choices ->
                            opposite ? 1 - landscape.applyAsDouble(choices) : landscape.applyAsDouble(choices))
                    .run()
                    .proposed();
            proposed.stream()
                    .skip(proposed.size() / 2)
                    .forEach(choices -> values.add(landscape.applyAsDouble(choices)));
        }
        OptionalDouble mean = values.stream().mapToDouble(Double::doubleValue).average();
        return mean.orElseThrow(() -> new AssertionError("The search proposed nothing on the flat space."));
    }

    void budget() {
        for (SearchSpace space : List.of(StandardSpaces.flat(), StandardSpaces.conditional())) {
            Recording run = harness(space).steps(9).trials(20).parallelism(4).run();
            assertThat(run.events().stream().filter(event -> event instanceof Event.Told))
                    .as("the trials that were run, of a budget of 20")
                    .hasSizeLessThanOrEqualTo(20)
                    .isNotEmpty();
        }
    }

    void past() {
        for (SearchSpace space : StandardSpaces.all().values()) {
            Landscape landscape = new Landscape(space, 1);
            List<PastTrial> past = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Choices choices = space.sample(TestSeeds.generator(99, i));
                Score score = new Score(landscape.applyAsDouble(choices), Direction.MAXIMIZE);
                past.add(new PastTrial(
                        choices,
                        i == 2
                                ? Outcome.failed("It failed in the earlier run.")
                                : Outcome.scored(score, Metrics.of("accuracy", score.value()))));
            }
            harness(space).past(past).parallelism(2).run();
        }
    }

    void threads() {
        Set<Thread> before = ThreadWatch.running();
        for (SearchSpace space : List.of(StandardSpaces.flat(), StandardSpaces.tiny())) {
            harness(space).parallelism(2).trials(10).run();
        }
        harness(StandardSpaces.flat()).open().close();
        ThreadWatch.assertNoneSince(before, "the search");
    }

    void contextClassLoader() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = new ClassLoader(before) {};
        thread.setContextClassLoader(own);
        try {
            harness(StandardSpaces.flat()).run();
            assertThat(thread.getContextClassLoader())
                    .as("The thread's context class loader was changed. Maybe restore it in a finally block.")
                    .isSameAs(own);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    void bundle() {
        SearchSpace space = StandardSpaces.flat();
        Recording before = harness(space).parallelism(2).run();
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        try (BundleLoader loader = BundleLoader.ofClassPath()) {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Recording inside = harness(bundled(loader), space).parallelism(2).run();
            fail(Differences.between(before, inside, "In a class loader of its own", OWN_RANDOMNESS));
        } catch (LinkageError | ServiceConfigurationError e) {
            throw new AssertionError(String.format(Locale.ROOT, IN_A_BUNDLE, e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    private Strategy bundled(BundleLoader loader) {
        String type = contract.strategy().getClass().getName();
        return ServiceLoader.load(Strategy.class, loader).stream()
                .filter(provider -> provider.type().getName().equals(type))
                .map(ServiceLoader.Provider::get)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        String.format(Locale.ROOT, IN_A_BUNDLE, "no service of the class (" + type + ")")));
    }

    void golden() {
        new GoldenAnswers(contract).check();
    }

    static void fail(String message) {
        if (!message.isEmpty()) {
            throw new AssertionError(message);
        }
    }
}
