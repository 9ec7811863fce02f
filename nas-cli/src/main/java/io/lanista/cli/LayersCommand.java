package io.lanista.cli;

import io.lanista.layer.Attribute;
import io.lanista.layer.LayerType;
import io.lanista.runtime.NasRuntime;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the layer types that spaces can be made of. */
@Command(
        name = "layers",
        description = "Lists the layer types that spaces are made of, with their attributes; or describes one of them.")
final class LayersCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TYPE",
            arity = "0..1",
            description = "A layer type to describe. Default: all, a line each.")
    private @Nullable String type;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String wanted = type;
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            if (wanted == null) {
                Table table = new Table("TYPE", "ATTRIBUTES");
                runtime.catalogue()
                        .types()
                        .values()
                        .forEach(known -> table.row(
                                known.name(),
                                String.join(
                                        ", ",
                                        known.attributes().stream()
                                                .map(LayersCommand::inShort)
                                                .toList())));
                table.print(out);
            } else {
                describe(known(runtime, wanted), out);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static LayerType known(NasRuntime runtime, String name) {
        try {
            return runtime.catalogue().type(name);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage())); // It lists those that there are.
        }
    }

    private static void describe(LayerType type, PrintWriter out) {
        out.println(type.name() + ": " + type.description());
        out.println();
        Table table = new Table("ATTRIBUTE", "KIND", "DEFAULT");
        for (Attribute attribute : type.attributes()) {
            List<String> words = attribute.words();
            table.row(
                    attribute.name(),
                    words.isEmpty() ? attribute.kind().name().toLowerCase(Locale.ROOT) : String.join(" | ", words),
                    standard(attribute));
        }
        table.print(out);
    }

    private static String inShort(Attribute attribute) {
        return attribute.defaultValue() == null && attribute.derived().isEmpty()
                ? attribute.name() + " (required)"
                : attribute.name() + "=" + standard(attribute);
    }

    private static String standard(Attribute attribute) {
        Object value = attribute.defaultValue();
        if (value != null) {
            return value.toString();
        }
        return attribute.derived().isEmpty() ? "has to be given" : attribute.derived();
    }
}
