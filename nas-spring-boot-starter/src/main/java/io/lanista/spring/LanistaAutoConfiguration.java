package io.lanista.spring;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes a {@link NasRuntime} of {@link LanistaProperties}; the application context closes it, which cancels what runs. */
@AutoConfiguration
@EnableConfigurationProperties(LanistaProperties.class)
public class LanistaAutoConfiguration {
    /** For Spring. */
    public LanistaAutoConfiguration() {}

    /** The runtime. */
    @Bean
    @ConditionalOnMissingBean
    public NasRuntime nasRuntime(LanistaProperties properties, ObjectProvider<NasRuntimeCustomizer> customizers) {
        NasRuntimeBuilder builder = NasRuntime.builder().runs(properties.runs());
        properties.plugins().forEach(builder::plugins);
        if (properties.maxRuns() > 0) {
            builder.maxRuns(properties.maxRuns());
        }
        if (properties.watch()) {
            builder.watch();
        }
        if (!properties.allowOnly().isEmpty()) {
            builder.allowOnly(properties.allowOnly());
        }
        if (properties.loadLimit() != null) {
            builder.loadLimit(properties.loadLimit());
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    /** Ends the runs before the web server waits for those who follow them. */
    @Bean
    RunsLifecycle lanistaRunsLifecycle(NasRuntime nas) {
        return new RunsLifecycle(nas);
    }

    /** How many runs there are, for Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class Metrics {
        @Bean
        MeterBinder lanistaRuns(NasRuntime nas) {
            return registry -> Gauge.builder(
                            "lanista.runs.active",
                            nas,
                            runtime -> runtime.active().size())
                    .description("Runs in progress, and those that wait for their turn")
                    .register(registry);
        }
    }

    /** Health as Spring Boot 3 knows it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class HealthOfBoot3 {
        @Bean
        org.springframework.boot.actuate.health.HealthIndicator lanistaHealthIndicator(NasRuntime nas) {
            return () -> {
                HostState state = HostState.of(nas);
                return (state.isUp()
                                ? org.springframework.boot.actuate.health.Health.up()
                                : org.springframework.boot.actuate.health.Health.down())
                        .withDetails(state.details())
                        .build();
            };
        }
    }

    /** Health as Spring Boot 4 knows it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class HealthOfBoot4 {
        @Bean
        org.springframework.boot.health.contributor.HealthIndicator lanistaHealthIndicator(NasRuntime nas) {
            return () -> {
                HostState state = HostState.of(nas);
                return (state.isUp()
                                ? org.springframework.boot.health.contributor.Health.up()
                                : org.springframework.boot.health.contributor.Health.down())
                        .withDetails(state.details())
                        .build();
            };
        }
    }
}
