package io.lanista.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.NasRuntime;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LanistaAutoConfigurationTest {
    @TempDir
    private Path folder;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
            .withConfiguration(AutoConfigurations.of(LanistaAutoConfiguration.class));

    @Test
    void theRuntimeIsABeanThatItsContextCloses() {
        AtomicReference<NasRuntime> kept = new AtomicReference<>();
        application.withPropertyValues("lanista.runs=" + folder).run(context -> {
            kept.set(context.getBean(NasRuntime.class));
            assertThat(kept.get().runs()).isEmpty();
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> kept.get().strategies())
                .hasMessageContaining("closed");
    }

    @Test
    void healthIsDownWhileAPluginIsRefused() throws Exception {
        application.run(context -> assertThat(
                        context.getBean(HealthIndicator.class).health().getStatus())
                .isEqualTo(Status.UP));
        Files.writeString(folder.resolve("page.jar"), "<html>");
        application.withPropertyValues("lanista.plugins=" + folder).run(context -> {
            var health = context.getBean(HealthIndicator.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("refused").toString()).contains("page.jar is damaged");
        });
    }

    @Test
    void runsAreCountedAndTheBuilderCanBeChanged() {
        application
                .withBean(NasRuntimeCustomizer.class, () -> builder -> builder.runs(folder.resolve("other")))
                .run(context -> {
                    SimpleMeterRegistry registry = new SimpleMeterRegistry();
                    context.getBean(MeterBinder.class).bindTo(registry);
                    assertThat(registry.get("lanista.runs.active").gauge().value())
                            .isZero();
                });
    }
}
