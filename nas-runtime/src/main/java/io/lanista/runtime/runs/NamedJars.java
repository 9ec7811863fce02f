package io.lanista.runtime.runs;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.block.LayerProvider;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginOrigin;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.watch.RunListenerProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the jars that come to what an experiment names: what a lock holds. */
public final class NamedJars {
    private final PluginHost host;
    private final Set<String> origins = new LinkedHashSet<>();

    private NamedJars(PluginHost host) {
        this.host = host;
    }

    /**
     * The jars that an experiment uses now; nothing for what lies on the class path, or is an object of the program.
     *
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if there is no plug-in of a name
     */
    public static List<JarIdentity> of(Experiment experiment, PluginHost host) {
        NamedJars named = new NamedJars(host);
        experiment.strategy().ifPresent(choice -> named.enter(Strategy.class, choice));
        experiment.trainer().ifPresent(choice -> named.enter(OneShotTrainer.class, choice));
        named.enter(Evaluator.class, experiment.evaluator());
        experiment
                .executor()
                .ifPresent(name ->
                        named.enter(ExecutorProvider.class, PluginChoice.named(name, experiment.executorOptions())));
        experiment.trackers().forEach(choice -> named.enter(RunListenerProvider.class, choice));
        experiment.spaceOrigin().ifPresent(space -> named.enter(space.bundle(), space.version()));
        Set<String> types = UsedPlugins.layerTypes(experiment);
        for (PluginProvider<LayerProvider> provider : host.providers(LayerProvider.class)) {
            if (types.contains(provider.name())) {
                named.enter(provider.origin());
            }
        }
        return named.jars();
    }

    private <S> void enter(Class<S> type, PluginChoice<S> choice) {
        if (choice.object().isEmpty()) {
            try (Lease<S> lease = host.lease(type, choice.name())) {
                enter(lease.provider().origin());
            }
        }
    }

    private void enter(PluginOrigin origin) {
        enter(origin.bundle(), origin.version());
    }

    private void enter(String bundle, String version) {
        origins.add(bundle + " " + version);
    }

    private List<JarIdentity> jars() {
        return host.plugins().stream()
                .filter(plugin -> plugin.state() == PluginInfo.State.ACTIVE
                        && plugin.jar().isPresent())
                .filter(plugin -> origins.contains(plugin.bundle() + " " + plugin.version()))
                .map(plugin -> new JarIdentity(
                        String.valueOf(plugin.bundle()),
                        String.valueOf(plugin.version()),
                        plugin.jar()
                                .orElseThrow()
                                .artifact()
                                .map(Artifact::toString)
                                .orElse(""),
                        plugin.jar().orElseThrow().sha256()))
                .toList();
    }
}
