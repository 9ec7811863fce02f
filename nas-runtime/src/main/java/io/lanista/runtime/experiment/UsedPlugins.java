package io.lanista.runtime.experiment;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Subgraph;
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
import java.util.Set;

/**
 * The plug-ins that a run uses now and those that it used before. A strategy's answers are compared with the journal's; what others
 * answer can't be, so that another version of them is only made known.
 */
final class UsedPlugins {
    private static final String STRATEGY = JournalRecord.Method.STRATEGY.word();
    private static final String EXECUTOR = "executor";

    private final Map<String, Plugin> then = new LinkedHashMap<>();
    private final Map<String, Plugin> now = new LinkedHashMap<>();

    /**
     * Of a run.
     *
     * @param header what a journal would begin with now
     * @param past what it says; empty for a new run
     */
    UsedPlugins(Header header, List<JournalLine> past) {
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
    static List<Plugin> beside(Experiment experiment, Component executor, LayerTypes layers) {
        List<Plugin> plugins = new ArrayList<>();
        experiment.spacePlugin().ifPresent(plugins::add);
        plugins.add(plugin(EXECUTOR, executor));
        Set<String> types = new HashSet<>();
        Model base = experiment.space().base();
        collect(base.graph(), types);
        layers.providers().stream()
                .filter(provider -> types.contains(provider.name()))
                .map(UsedPlugins::of)
                .forEach(plugins::add);
        return plugins;
    }

    /** A provider as the journal names it. */
    static Plugin of(PluginProvider<?> provider) {
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
    List<Plugin> unrecorded() {
        return now.values().stream()
                .filter(plugin -> !plugin.equals(then.get(plugin.what())))
                .toList();
    }

    /** Which of those whose answers nobody compares are others than before, in words. */
    List<String> changes() {
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
        } else if (operation instanceof Subgraph nested) {
            collect(nested.graph(), types);
        } else if (operation instanceof LayerChoice choice) {
            candidates(choice.candidates(), types);
        } else if (operation instanceof Repeat repeat) {
            repeat.bodies().forEach(body -> collect(body, types));
        } else if (operation instanceof Cell cell) {
            candidates(cell.candidates(), types);
            candidates(cell.inputCandidates(), types);
            cell.preprocessing().forEach(before -> collect(before, types));
            Operation last = cell.postprocessing();
            if (last != null) {
                collect(last, types);
            }
        }
    }

    private static void candidates(List<Candidate> candidates, Set<String> types) {
        candidates.forEach(candidate -> collect(candidate.operation(), types));
    }
}
