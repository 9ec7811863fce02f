package io.lanista.cli.scaffold;

import java.util.Locale;

/** What a new plug-in provides. */
public enum PluginKind {
    /** Proposes architectures. */
    STRATEGY("io.lanista.api.strategy.Strategy", "nas-api"),
    /** Says how good an architecture is. */
    EVALUATOR("io.lanista.api.trial.Evaluator", "nas-djl"),
    /** Trains a supernet. */
    TRAINER("io.lanista.api.oneshot.OneShotTrainer", "nas-djl"),
    /** A type of layers. */
    LAYER("io.lanista.djl.block.LayerProvider", "nas-djl"),
    /** Runs trials somewhere. */
    EXECUTOR("io.lanista.runtime.execute.ExecutorProvider", "nas-runtime"),
    /** Watches runs. */
    LISTENER("io.lanista.runtime.watch.RunListenerProvider", "nas-runtime");

    private final String service;
    private final String artifact;

    PluginKind(String service, String artifact) {
        this.service = service;
        this.artifact = artifact;
    }

    /** The interface that it implements, which names its file in {@code META-INF/services}. */
    String service() {
        return service;
    }

    /** The artifact of Lanista that it is compiled against. */
    String artifact() {
        return artifact;
    }

    /** In one word, as people write it; also the folder of its templates. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
