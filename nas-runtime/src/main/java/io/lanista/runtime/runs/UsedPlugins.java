package io.lanista.runtime.runs;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.runtime.artifact.CodeDigest;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.journal.JournalRecord.Plugin;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.PluginProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plug-ins that a run uses now and those that it used before. A strategy's answers are compared with the journal's; what others
 * answer can't be, so that another version of them is only made known.
 */
public final class UsedPlugins {
    private static final String STRATEGY = JournalRecord.Method.STRATEGY.word();
    private static final String EXECUTOR = "executor";
    private static final String CODE = "code of the evaluator";

    private final Map<String, Plugin> then = new LinkedHashMap<>();
    private final Map<String, Plugin> now = new LinkedHashMap<>();

    /**
     * Of a run.
     *
     * @param header what a journal would begin with now
     * @param past what it says; empty for a new run
     */
    public UsedPlugins(Header header, List<JournalLine> past) {
        enter(now, header);
        for (JournalLine line : past) {
            if (line.record() instanceof Header first) {
                enter(then, first);
            } else if (line.record() instanceof JournalRecord.Resumed resumed) {
                enter(then, resumed.plugins());
            }
        }
    }

    /** What an experiment uses beside its strategy or trainer and its evaluator. */
    public static List<Plugin> beside(Experiment experiment, Component executor, LayerTypes layers) {
        List<Plugin> plugins = new ArrayList<>();
        experiment
                .spaceOrigin()
                .ifPresent(space -> plugins.add(new Plugin("space", space.name(), space.bundle(), space.version())));
        plugins.add(plugin(EXECUTOR, executor));
        Set<String> types = layerTypes(experiment);
        layers.providers().stream()
                .filter(provider -> types.contains(provider.name()))
                .map(UsedPlugins::of)
                .forEach(plugins::add);
        return plugins;
    }

    /** The types of all layers that an experiment's space has. */
    public static Set<String> layerTypes(Experiment experiment) {
        Set<String> types = new HashSet<>();
        Model base = experiment.space().base();
        collect(base.graph(), types);
        return types;
    }

    /** The code of an evaluator, which has a digest in the place of a version. */
    public static Optional<Plugin> code(String evaluator, Object object) {
        return CodeDigest.of(object).map(digest -> new Plugin(CODE, evaluator, CodeDigest.className(object), digest));
    }

    /** A provider as the journal names it. */
    private static Plugin of(PluginProvider<?> provider) {
        return new Plugin(
                provider.spi().noun(),
                provider.name(),
                provider.origin().bundle(),
                provider.origin().version());
    }

    private static void enter(Map<String, Plugin> known, Header header) {
        enter(
                known,
                List.of(plugin(header.method().word(), header.searcher()), plugin("evaluator", header.evaluator())));
        enter(known, header.plugins());
    }

    private static void enter(Map<String, Plugin> known, List<Plugin> plugins) {
        plugins.forEach(plugin -> known.put(plugin.what(), plugin));
    }

    private static Plugin plugin(String kind, Component component) {
        return new Plugin(kind, component.name(), component.bundle(), component.version());
    }

    /** Those that the journal doesn't name, or names with another bundle or version. */
    public List<Plugin> unrecorded() {
        return now.values().stream()
                .filter(plugin -> !plugin.equals(then.get(plugin.what())))
                .toList();
    }

    /** Which of those whose answers nobody compares are others than before, in words. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (Plugin plugin : unrecorded()) {
            Plugin before = then.get(plugin.what());
            boolean counts = !plugin.kind().equals(STRATEGY) && !plugin.kind().equals(EXECUTOR);
            if (before != null && counts) {
                changes.add("the " + plugin.what() + " was that of " + before.origin() + ", and is that of "
                        + plugin.origin());
            }
        }
        return changes;
    }

    private static void collect(Graph graph, Set<String> types) {
        graph.nodes().forEach(node -> collect(node.operation(), types));
    }

    private static void collect(Operation operation, Set<String> types) {
        if (operation instanceof Layer layer) {
            types.add(layer.type());
        }
        operation.nested().forEach(inner -> collect(inner, types));
    }
}
