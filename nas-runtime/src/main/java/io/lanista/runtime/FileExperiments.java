package io.lanista.runtime;

import io.lanista.api.layer.Constraints;
import io.lanista.api.layer.Constraints.Quantity;
import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.text.ExperimentFile;
import io.lanista.runtime.text.ExperimentFile.Method;
import io.lanista.runtime.text.ExperimentFile.Space;
import io.lanista.runtime.text.Location;
import io.lanista.runtime.text.NamedOptions;
import io.lanista.runtime.text.SchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes experiments of what files say. */
final class FileExperiments {
    private static final Option<Long> MIN_STEPS =
            Option.integer("min_steps", 1, 1, Integer.MAX_VALUE, "No trial is stopped before this step.");
    private static final Option<Long> MIN_TRIALS =
            Option.integer("min_trials", 5, 1, Integer.MAX_VALUE, "No trial is stopped before so many were completed.");

    private final PluginHost host;
    private final LayerCatalogue catalogue;

    FileExperiments(PluginHost host, LayerCatalogue catalogue) {
        this.host = host;
        this.catalogue = catalogue;
    }

    ExperimentBuilder experiment(ExperimentFile file) {
        Path folder = Optional.ofNullable(file.file().toAbsolutePath().getParent())
                .orElseGet(() -> Path.of("").toAbsolutePath());
        SearchSpace space = constrained(space(file.space()), file.constraints());
        ExperimentBuilder builder = Experiment.named(file.name())
                .space(space)
                .evaluator(file.evaluator().name(), file.evaluator().options())
                .objective(file.objective())
                .budget(new Budget(
                        file.budget().trials(),
                        Optional.ofNullable(file.budget().time()),
                        file.budget().target()))
                .parallelism(file.parallel())
                .seed(file.seed())
                .maxFailuresInARow(file.failures().inARow())
                .retries(file.failures().retries())
                .baseFolder(folder)
                .source(text(file.file()));
        if (file.space() instanceof Space.Hub hub) {
            try (Lease<SpaceProvider> lease =
                    host.lease(SpaceProvider.class, hub.provider().name())) {
                builder.space(space, lease.provider());
            }
        }
        search(file, space, builder);
        ExperimentFile.Duplicates duplicates = file.duplicates();
        if (duplicates != null) {
            builder.duplicates(DuplicatePolicy.valueOf(duplicates.name()));
        }
        NamedOptions stopping = file.stopping();
        if (stopping != null) {
            builder.stopping(stopping(stopping));
        }
        Duration trialTime = file.budget().trialTime();
        if (trialTime != null) {
            builder.trialTime(trialTime);
        }
        NamedOptions executor = file.executor();
        if (executor != null) {
            builder.executor(executor.name(), executor.options());
        }
        return builder;
    }

    private void search(ExperimentFile file, SearchSpace space, ExperimentBuilder builder) {
        if (file.method() instanceof Method.Trainer trainer) {
            builder.trainer(trainer.plugin().name(), trainer.plugin().options());
        } else if (file.method() instanceof Method.Strategy strategy) {
            builder.strategy(strategy.plugin().name(), strategy.plugin().options());
        } else if (file.method() instanceof Method.Architecture architecture) {
            builder.architecture(choices(architecture, file.space(), space));
        }
    }

    private Choices choices(Method.Architecture architecture, Space from, SearchSpace space) {
        Choices choices = architecture.notation() == null
                ? architecture.choices()
                : parsed(architecture.notation(), architecture.location(), from);
        space.validate(choices).ifPresent(wrong -> {
            throw new SchemaException(architecture.location(), "is no architecture of this space: " + wrong);
        });
        return choices;
    }

    private Choices parsed(String notation, Location location, Space from) {
        if (!(from instanceof Space.Hub hub)) {
            throw new SchemaException(
                    location,
                    "is a text, and only spaces that are found by name can have a notation. Maybe write a table with a value"
                            + " for each decision.");
        }
        try (Lease<SpaceProvider> lease =
                host.lease(SpaceProvider.class, hub.provider().name())) {
            return lease.get().parse(notation);
        } catch (IllegalArgumentException e) {
            throw new SchemaException(location, "can't be read: " + e.getMessage());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SearchSpace space(Space space) {
        if (space instanceof Space.Written written) {
            return SearchSpace.of(written.described().model());
        }
        NamedOptions named = ((Space.Hub) space).provider();
        try (Lease<SpaceProvider> lease = host.lease(SpaceProvider.class, named.name())) {
            SpaceProvider provider = lease.get();
            return provider.open(Options.parse("space '" + provider.name() + "'", provider.options(), named.options()));
        }
    }

    private SearchSpace constrained(SearchSpace space, Map<String, Double> bounds) {
        SearchSpace constrained = space;
        for (Map.Entry<Quantity, long[]> bound : byQuantity(bounds).entrySet()) {
            long[] ends = bound.getValue();
            constrained = constrained.with(Constraints.range(catalogue, bound.getKey(), ends[0], ends[1]));
        }
        return constrained;
    }

    /** {@code max_parameters} and {@code min_parameters} are the two ends of one range. */
    private static Map<Quantity, long[]> byQuantity(Map<String, Double> bounds) {
        Map<Quantity, long[]> ranges = new LinkedHashMap<>();
        bounds.forEach((name, value) -> {
            Quantity quantity = Quantity.ofName(name.substring("max_".length()));
            long[] ends = ranges.computeIfAbsent(quantity, key -> new long[] {0, Long.MAX_VALUE});
            ends[name.startsWith("max_") ? 1 : 0] = Math.round(value);
        });
        return ranges;
    }

    private static Stopping stopping(NamedOptions rule) {
        if (rule.name().equals("none")) {
            return Stopping.NONE;
        }
        if (!rule.name().equals("median")) {
            throw new SchemaException(
                    rule.location(), "there is no stopping rule '" + rule.name() + "'. Available: median, none.");
        }
        Options options = Options.parse("stopping rule 'median'", List.of(MIN_STEPS, MIN_TRIALS), rule.options());
        return Stopping.median(Math.toIntExact(options.get(MIN_STEPS)), Math.toIntExact(options.get(MIN_TRIALS)));
    }
}
