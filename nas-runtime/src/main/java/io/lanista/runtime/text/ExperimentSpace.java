package io.lanista.runtime.text;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.layer.Constraints;
import io.lanista.layer.Constraints.Quantity;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.SpaceOrigin;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginOrigin;
import io.lanista.runtime.plugin.ProviderGuard;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The space of an experiment file: written in it, in a file that it names, or found by name; with the file's constraints. */
final class ExperimentSpace {
    private static final List<String> CONSTRAINTS =
            List.of("max_parameters", "min_parameters", "max_flops", "min_flops", "max_depth");
    /** By this option, spaces that are found by name are told what one example looks like. */
    private static final String INPUT = "input";

    private static final String SPACES = "the path of a file, {hub: name} with its options, or a space in full with the"
            + " keys input, settings, definitions, layers";

    private final PluginHost host;
    private final SearchSpace space;
    private final @Nullable NamedSpace found;

    /** How a space was found by name. */
    private record NamedSpace(String query, SpaceOrigin origin) {}

    private ExperimentSpace(PluginHost host, SearchSpace space, @Nullable NamedSpace found) {
        this.host = host;
        this.space = space;
        this.found = found;
    }

    /** What the keys {@code space} and {@code constraints} of a file say. */
    static ExperimentSpace of(Tree.Table table, Path file, PluginHost host, LayerCatalogue catalogue) {
        ExperimentSpace free = unconstrained(table, file, host, catalogue);
        Tree constraints = table.get("constraints");
        return constraints == null
                ? free
                : new ExperimentSpace(host, constrained(free.space, constraints, catalogue), free.found);
    }

    private static ExperimentSpace unconstrained(
            Tree.Table experiment, Path file, PluginHost host, LayerCatalogue catalogue) {
        Tree tree = experiment.require("space", SPACES);
        if (tree instanceof Tree.Scalar) {
            return new ExperimentSpace(host, written(tree, file, catalogue), null);
        }
        Tree.Table table = tree.table(SPACES);
        if (table.has("hub")) {
            return named(NamedOptions.read(tree, "hub", "the name of a space"), host);
        }
        if (table.has("file")) {
            table.allow(Set.of("file"));
            return new ExperimentSpace(host, written(table.require("file", ""), file, catalogue), null);
        }
        if (!table.has("layers")) {
            throw table.wrong("has no key (layers), which describes a space here. Maybe ask for a space of the hub by"
                    + " {hub: nasbench201}, or for a file by {file: space.yaml}.");
        }
        String name = experiment.require("name", "").text("a text");
        Model model = new ModelReader(catalogue).file(table, name).model();
        return new ExperimentSpace(host, ValueReader.checked(tree, () -> SearchSpace.of(model)), null);
    }

    private static SearchSpace written(Tree path, Path file, LayerCatalogue catalogue) {
        Path other = beside(file, path);
        if (!Files.isRegularFile(other)) {
            throw path.wrong("names the file (" + other + "), which doesn't exist. Maybe correct the path, which starts"
                    + " at the folder of this file; a space of the hub is asked for by {hub: name}.");
        }
        Model model = ModelText.read(other, catalogue).model();
        return ValueReader.checked(path, () -> SearchSpace.of(model));
    }

    private static Path beside(Path file, Tree path) {
        try {
            return file.resolveSibling(path.text(SPACES));
        } catch (InvalidPathException e) {
            throw path.wrong("can't be a path: " + e.getReason() + ".");
        }
    }

    private static ExperimentSpace named(NamedOptions named, PluginHost host) {
        try (Lease<SpaceProvider> lease = host.lease(SpaceProvider.class, named.name())) {
            String name = lease.provider().name();
            PluginOrigin origin = lease.provider().origin();
            SearchSpace space = ProviderGuard.of("space", name, origin).call("can't be opened", () -> {
                SpaceProvider provider = lease.get();
                return provider.open(Options.parse("space '" + name + "'", provider.options(), named.options()));
            });
            return new ExperimentSpace(
                    host,
                    space,
                    new NamedSpace(
                            named.name(),
                            new SpaceOrigin(
                                    name,
                                    origin.bundle(),
                                    origin.version(),
                                    named.options().containsKey(INPUT))));
        }
    }

    private static SearchSpace constrained(SearchSpace space, Tree tree, LayerCatalogue catalogue) {
        Tree.Table given = tree.table("a table with some of the keys " + String.join(", ", CONSTRAINTS));
        given.allow(CONSTRAINTS);
        SearchSpace constrained = space;
        for (Map.Entry<Quantity, long[]> range : ranges(given).entrySet()) {
            long[] ends = range.getValue();
            SearchSpace before = constrained;
            constrained = ValueReader.checked(
                    tree, () -> before.with(Constraints.range(catalogue, range.getKey(), ends[0], ends[1])));
        }
        return constrained;
    }

    /** {@code max_parameters} and {@code min_parameters} are the two ends of one range. */
    private static Map<Quantity, long[]> ranges(Tree.Table given) {
        Map<Quantity, long[]> ranges = new LinkedHashMap<>();
        given.entries().forEach((name, bound) -> {
            double value = bound.number("a number");
            if (value < 0) {
                throw bound.wrong("must be at least 0, and is " + bound.kind() + ".");
            }
            Quantity quantity = Quantity.ofName(name.substring("max_".length()));
            long[] ends = ranges.computeIfAbsent(quantity, key -> new long[] {0, Long.MAX_VALUE});
            ends[name.startsWith("max_") ? 1 : 0] = Math.round(value);
        });
        return ranges;
    }

    SearchSpace space() {
        return space;
    }

    void putInto(ExperimentBuilder builder) {
        if (found == null) {
            builder.space(space);
        } else {
            builder.space(space, found.origin());
        }
    }

    /** An architecture as the field writes it. */
    Choices parsed(String notation, Tree place) {
        if (found == null) {
            throw place.wrong(
                    "is a text, and only spaces that are found by name can have a notation. Maybe write a table"
                            + " with a value for each decision.");
        }
        try (Lease<SpaceProvider> lease = host.lease(SpaceProvider.class, found.query())) {
            return lease.get().parse(notation);
        } catch (IllegalArgumentException e) {
            throw place.wrong("can't be read: " + e.getMessage());
        }
    }
}
