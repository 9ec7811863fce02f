package io.lanista.runtime.drive;

import io.lanista.api.failure.Blame;
import io.lanista.api.model.Model;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.base.random.Seeds;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.layer.LayerArchitectures;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.RunName;
import io.lanista.runtime.execute.WorkFolders;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PastWinners;
import io.lanista.runtime.experiment.WarmStart;
import io.lanista.runtime.export.ProductsOfRun;
import io.lanista.runtime.export.WinnerExport;
import io.lanista.runtime.journal.Journal;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.parts.Listeners;
import io.lanista.runtime.plugin.HeldJars;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.preselection.FirstTrials;
import io.lanista.runtime.preselection.ProxySieve;
import io.lanista.runtime.preselection.WarmSearch;
import io.lanista.runtime.preselection.WinnersBox;
import io.lanista.runtime.race.RacingSearch;
import io.lanista.runtime.runs.FileTrees;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.runs.NamedJars;
import io.lanista.runtime.runs.PastTrials;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunSetup;
import io.lanista.runtime.runs.SupernetCheckpoints;
import io.lanista.runtime.runs.TrialFiles;
import io.lanista.runtime.runs.UsedJars;
import io.lanista.runtime.runs.UsedPlugins;
import io.lanista.runtime.runs.UsedTime;
import io.lanista.runtime.text.ModelSummary;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunProducts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Starts experiments: opens what they name ({@link OpenExperiment}), chooses which run goes on ({@link RunChoice}), and assembles a
 * driver, which works on a thread of its own. Used by {@code NasRuntime}. Safe for use by several threads.
 */
public final class RunStarter {
    private final PluginHost host;
    private final List<Object> objects;
    private final Runnable engine;
    private final Clock clock;
    private final Executor threads;
    private final HostThreads helping;

    /**
     * For a host.
     *
     * @param objects what the program hands over to evaluators
     * @param engine starts the tensor engine, for evaluators that need it
     * @param threads where each run gets its thread
     * @param helping make all other threads of runs
     */
    public RunStarter(
            PluginHost host,
            List<Object> objects,
            Runnable engine,
            Clock clock,
            Executor threads,
            HostThreads helping) {
        this.host = host;
        this.objects = List.copyOf(objects);
        this.engine = engine;
        this.clock = clock;
        this.threads = threads;
        this.helping = helping;
    }

    /** Starts an experiment, and returns when its journal is open and its data are read. */
    public RunHandle start(Experiment experiment, List<RunListener> own) {
        OpenParts parts = new OpenParts();
        try {
            List<JarIdentity> jars = NamedJars.of(experiment, host);
            experiment.lock().ifPresent(lock -> check(lock, jars, experiment));
            Given given = new Given(experiment.given(), objects);
            OpenExperiment opened = OpenExperiment.open(experiment, host, given, engine, parts);
            Header header = opened.header();
            RunChoice.Place place = new RunChoice(experiment, opened.space(), header).choose();
            Listeners listeners = Listeners.open(
                    host, experiment, place.folder().path(), products(experiment, place.folder()), own, helping);
            try {
                return assemble(opened, header, jars, place, listeners, parts).start(threads);
            } catch (RuntimeException | Error e) {
                listeners.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private static void check(PluginLock lock, List<JarIdentity> jars, Experiment experiment) {
        List<String> violations = lock.violations(jars);
        if (!violations.isEmpty()) {
            throw new ExperimentException("The experiment (" + experiment.name() + ") is locked to other plug-ins: "
                    + String.join("; ", violations) + ". Maybe install those of the lock, or lock it anew.");
        }
    }

    /** A journal begins before its trials do: one without a line beside files of trials was cut off, and they would be replaced. */
    private static List<JournalLine> past(RunFolder folder, Journal journal) {
        List<JournalLine> past = journal.past();
        if (past.isEmpty()) {
            requireNoTrials(folder);
        }
        return past;
    }

    /** Any trial's files count: those of most trials are deleted once they are no longer among the best. */
    private static void requireNoTrials(RunFolder run) {
        Path trials = run.trials();
        try {
            if (Files.notExists(trials) || FileTrees.isEmpty(trials)) {
                return;
            }
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e), "The folder (" + trials + ") can't be read: " + DataFile.reason(e) + ".", e);
        }
        throw new ExperimentException("The journal (" + run.journal() + ") has no line, but there are files of trials"
                + " beside it, so it was cut off. Maybe begin a new run, and keep this one's folder elsewhere.");
    }

    private RunProducts products(Experiment experiment, RunFolder folder) {
        return new ProductsOfRun(folder, new WinnerExport(host, new Given(experiment.given(), objects), engine));
    }

    private RunThread assemble(
            OpenExperiment opened,
            Header header,
            List<JarIdentity> jars,
            RunChoice.Place place,
            Listeners listeners,
            OpenParts parts) {
        Experiment experiment = opened.experiment();
        RunFolder folder = place.folder();
        Journal journal = parts.add(Journal.open(folder.journal(), experiment.durability(), clock));
        List<JournalLine> past = past(folder, journal);
        RunSetup.write(folder, opened.space(), experiment, preparation(opened));
        Ledger ledger = new Ledger(experiment.objectives());
        Header begun = past.isEmpty() ? header : (Header) past.get(0).record();
        RacingSearch racing = racing(opened, ledger, begun, folder, past);
        StrategyCalls strategy =
                parts.add(new StrategyCalls(racing, opened.method().provider().guard()));
        Optional<OneShotRun> supernet = supernet(opened, past).map(parts::add);
        SearchHistory history = new SearchHistory(
                strategy,
                experiment.stopping().open(),
                ledger,
                experiment.objectives(),
                new Seeds(experiment.seed()),
                racing::isAgain);
        JournaledSearch search = new JournaledSearch(journal, history);
        UsedPlugins plugins = new UsedPlugins(header, past);
        UsedJars usedJars = new UsedJars(jars, past);
        writeLock(folder, jars);
        List<String> changes = new ArrayList<>(plugins.changes());
        changes.addAll(usedJars.changes());
        RunInfo info = info(opened, place, !past.isEmpty(), changes);
        TimeBudget time = new TimeBudget(experiment.budget().time(), UsedTime.of(past), clock);
        Controls controls = new Controls(new Inbox(), time);
        Limits limits = new Limits(experiment);
        Admission admission = new Admission(opened.space(), opened.duplicates(), sieve(opened), racing::isAgain);
        Driver driver = driver(opened, info, search, admission, limits, controls, listeners, folder, parts);
        JournalRecord.Resumed resumed =
                new JournalRecord.Resumed(limits.trials(), experiment.parallelism(), plugins.unrecorded());
        Optional<OneShotPhase> phase = supernet.map(run -> new OneShotPhase(
                run, opened.method().provider().guard(), search, new SupernetCheckpoints(folder), controls, listeners));
        return new RunThread(
                info,
                driver,
                () -> search.begin(header, opened.data(), changes, resumed, usedJars.unrecorded()),
                phase,
                strategy,
                controls,
                listeners,
                parts,
                helping);
    }

    private Driver driver(
            OpenExperiment opened,
            RunInfo info,
            JournaledSearch search,
            Admission admission,
            Limits limits,
            Controls controls,
            Listeners listeners,
            RunFolder folder,
            OpenParts parts) {
        TrialFiles files = new TrialFiles(folder);
        Dispatcher dispatcher = new Dispatcher(
                opened.executor(),
                executorRequest(opened, folder, controls.inbox(), parts),
                files,
                opened.experiment());
        return new Driver(info, search, admission, dispatcher, files, limits, controls, listeners);
    }

    /** The search, which looks again at contenders where results depend on the seed. */
    private RacingSearch racing(
            OpenExperiment opened, Ledger ledger, Header begun, RunFolder folder, List<JournalLine> past) {
        return new RacingSearch(
                search(opened, ledger, begun, folder, past),
                opened.experiment().objectives().get(0),
                opened.reevaluate(),
                begun.trials(),
                opened.fullSteps());
    }

    /** How the data's columns become numbers, where networks are trained on a table. */
    private static Optional<TablePreparation> preparation(OpenExperiment opened) {
        return opened.setup().flatMap(setup -> setup.data().table());
    }

    private static void writeLock(RunFolder folder, List<JarIdentity> jars) {
        try {
            new PluginLock(jars).write(folder.lock());
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e),
                    "The lock of the run (" + folder.path() + ") can't be written: " + DataFile.reason(e) + ".",
                    e);
        }
    }

    /** What the run was told beforehand, as far as its space has it. */
    private static List<PastTrial> past(RunFolder folder, OpenExperiment opened) {
        return PastTrials.of(folder).stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Failed
                        || opened.space().validate(trial.choices()).isEmpty())
                .toList();
    }

    /** The strategy's search; where a trainer searches, its export is proposed, and random architectures to compare it with. */
    private Search search(
            OpenExperiment opened, Ledger ledger, Header begun, RunFolder folder, List<JournalLine> past) {
        if (!(opened.method() instanceof SearchMethod.ByStrategy strategy)) {
            return new ExportedArchitecture(
                    () -> ledger.export().orElseThrow().choices(),
                    opened.space(),
                    opened.experiment().baseline());
        }
        Experiment experiment = opened.experiment();
        StrategyRequest request = new StrategyRequest(
                opened.space(),
                new LayerArchitectures(opened.space(), opened.layers().blocks().layers()),
                strategy.provider().options(),
                experiment
                        .scalarisation()
                        .map(rule -> List.of(rule.objective()))
                        .orElse(experiment.objectives()),
                new Seeds(experiment.seed()),
                begun.trials(),
                begun.parallelism(),
                opened.fullSteps(),
                experiment
                        .scalarisation()
                        .map(rule -> ScalarisedSearch.past(rule, experiment.objectives(), past(folder, opened)))
                        .orElseGet(() -> past(folder, opened)),
                helping.of(
                        RunName.of(folder.path()),
                        "strategy-" + strategy.provider().name()));
        Function<StrategyRequest, Search> opening = asked -> strategy.provider()
                .call("can't begin", () -> strategy.provider().object().open(asked));
        Search search = experiment
                .warmStart()
                .<Search>map(start -> warm(start, opened, request, opening, past))
                .or(() -> experiment.pastWinners().map(winners -> warm(winners, opened, request, opening, folder)))
                .orElseGet(() -> opening.apply(request));
        return experiment
                .scalarisation()
                .<Search>map(rule -> new ScalarisedSearch(search, rule, experiment.objectives()))
                .orElse(search);
    }

    /** The strategy's search behind first trials, which a journal that has them all knows. */
    private static Search warm(
            WarmStart start,
            OpenExperiment opened,
            StrategyRequest request,
            Function<StrategyRequest, Search> opening,
            List<JournalLine> past) {
        // What the strategy doesn't take is told now.
        opening.apply(request).close();
        TrainingSetup setup = opened.setup("warm_start");
        List<Choices> known = past.stream()
                .map(JournalLine::record)
                .filter(JournalRecord.Asked.class::isInstance)
                .map(record -> ((JournalRecord.Asked) record).answer())
                .filter(Answer.Try.class::isInstance)
                .map(answer -> ((Answer.Try) answer).choices())
                .limit(start.trials())
                .toList();
        long seed = opened.experiment().seed();
        return new WarmSearch(
                () -> known.size() == start.trials() ? known : FirstTrials.of(setup, opened.space(), start, seed),
                first -> opening.apply(request.after(first)));
    }

    /** The strategy's search behind first trials that the winners of earlier runs decide. */
    private static Search warm(
            PastWinners winners,
            OpenExperiment opened,
            StrategyRequest request,
            Function<StrategyRequest, Search> opening,
            RunFolder folder) {
        opening.apply(request).close();
        long seed = opened.experiment().seed();
        return new WarmSearch(
                () -> WinnersBox.first(PastTrials.winners(folder), opened.space(), winners.trials(), seed),
                first -> opening.apply(request.after(first)));
    }

    /** What a filter says against a model, if there is one. */
    private static Function<Model, Optional<String>> sieve(OpenExperiment opened) {
        Experiment experiment = opened.experiment();
        return experiment
                .filter()
                .map(filter -> new ProxySieve(filter, opened.setup("filter"), opened.space(), experiment.seed()))
                .<Function<Model, Optional<String>>>map(sieve -> sieve::refusal)
                .orElse(model -> Optional.empty());
    }

    /** The trainer's run, unless it was over in an earlier session. */
    private static Optional<OneShotRun> supernet(OpenExperiment opened, List<JournalLine> past) {
        boolean isExported = past.stream()
                .anyMatch(line -> line.record() instanceof JournalRecord.Exported exported
                        && exported.cut() != JournalRecord.Cut.CANCELLED);
        if (isExported || !(opened.method() instanceof SearchMethod.ByTrainer trainer)) {
            return Optional.empty();
        }
        Experiment experiment = opened.experiment();
        SearchMethod.ByTrainer.Request request = new SearchMethod.ByTrainer.Request(
                opened.space(),
                trainer.provider().options(),
                experiment.objectives(),
                experiment.seed(),
                opened.evaluator().name(),
                opened.evaluation());
        return Optional.of(trainer.provider()
                .call("can't begin", () -> trainer.provider().object().open(request)));
    }

    private ExecutorRequest executorRequest(OpenExperiment opened, RunFolder folder, Inbox inbox, OpenParts parts) {
        boolean needsNoJars = opened.executor().name().equals(Experiment.INLINE)
                || opened.evaluator().origin().isOnClassPath()
                        && opened.layers().areOnClassPath()
                        && opened.sources().areOnClassPath();
        HeldJars jars = parts.add(needsNoJars ? HeldJars.none() : host.holdJars());
        Experiment experiment = opened.experiment();
        return new ExecutorSetup(
                opened,
                experiment.evaluator().object().isPresent()
                        || !objects.isEmpty()
                        || !experiment.given().isEmpty(),
                new WorkFolders(experiment.baseFolder(), folder.path(), jars.folder()),
                jars.jars(),
                inbox,
                helping);
    }

    private static RunInfo info(OpenExperiment opened, RunChoice.Place place, boolean resumed, List<String> changes) {
        Experiment experiment = opened.experiment();
        List<String> notes = new ArrayList<>(place.notes());
        SpaceFit.note(experiment, opened.space()).ifPresent(notes::add);
        if (opened.method().method() == JournalRecord.Method.STRATEGY) {
            ModelSummary.equalArchitectures(
                            opened.space(), opened.layers().blocks().layers())
                    .ifPresent(notes::add);
        }
        if (!changes.isEmpty()) {
            notes.add("In this session " + String.join(", and ", changes)
                    + ". Results may not compare with those before. Maybe install the former version again, or begin a new"
                    + " run.");
        }
        return new RunInfo(
                experiment.name(),
                place.folder().path(),
                resumed,
                opened.space(),
                experiment.objectives(),
                experiment.budget().trials(),
                experiment.budget().time(),
                experiment.parallelism(),
                experiment.seed(),
                opened.method().provider().info(),
                opened.evaluator().info(),
                opened.place(),
                notes,
                opened.data());
    }
}
