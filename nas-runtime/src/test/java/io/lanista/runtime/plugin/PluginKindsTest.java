package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.strategy.Strategy;
import io.lanista.djl.block.LayerProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host with the interfaces that searches really use. */
class PluginKindsTest {
    @Test
    void aPlugInOffersAStrategyAndALayerType(@TempDir Path folder) {
        BundleMaker.bundle("com.acme.both", "1.0.0")
                .header(
                        "Import-Package",
                        "io.lanista.api.strategy;version=\"[1.0,2)\",io.lanista.layer;version=\"[1.0,2)\","
                                + "io.lanista.api.model;version=\"[1.0,2)\",io.lanista.djl.block;version=\"[1.0,2)\"")
                .source("com.acme.both.Mine", """
                        package com.acme.both;
                        import io.lanista.api.strategy.*;
                        public class Mine implements Strategy {
                            public String name() { return "mine"; }
                            public Search open(SearchRequest request) { throw new UnsupportedOperationException(); }
                        }
                        """)
                .source("com.acme.both.Twice", """
                        package com.acme.both;
                        import io.lanista.layer.LayerType;
                        import io.lanista.api.model.*;
                        import io.lanista.djl.block.*;
                        import java.util.List;
                        public class Twice implements LayerProvider, LayerType {
                            public String name() { return "twice"; }
                            public Shape infer(Layer layer, List<Shape> inputs) { return inputs.get(0); }
                            public LayerType type() { return this; }
                            public Computation build(LayerSite site) { throw new UnsupportedOperationException(); }
                        }
                        """)
                .service(Strategy.class.getName(), "com.acme.both.Mine")
                .service(LayerProvider.class.getName(), "com.acme.both.Twice")
                .writeTo(folder.resolve("both.jar"));
        try (PluginHost host =
                PluginHost.builder(PluginKinds.all()).folder(folder).start()) {
            assertThat(host.plugins()).flatExtracting(PluginInfo::problems).isEmpty();
            assertThat(host.lease(Strategy.class, "mine").provider().spi().noun())
                    .isEqualTo("strategy");
            assertThat(host.lease(LayerProvider.class, "twice").provider().spi().noun())
                    .isEqualTo("layer type");
        }
    }
}
