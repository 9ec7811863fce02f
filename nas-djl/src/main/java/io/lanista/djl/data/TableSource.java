package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.TableFile;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.table.TableText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tables in files of a format of their own, with all that the source {@code csv} does: the same options, but for those that say how
 * separated values are written. A subclass says its name, which files it recognises, and how their rows are got.
 */
@ConsumerType
public abstract class TableSource implements DataSource, TableText {
    /** How {@link TableText} writes. */
    private static final Map<String, Object> WRITTEN =
            Map.of("header", "yes", "separator", "comma", "decimal", "dot", "encoding", "UTF-8");

    private final CsvSource csv = new CsvSource(Optional.of(this));

    /** For subclasses. */
    protected TableSource() {}

    @Override
    public final List<Option<?>> options() {
        return csv.options().stream()
                .filter(option -> !WRITTEN.containsKey(option.name()))
                .toList();
    }

    @Override
    public final RawData open(DataRequest request) {
        Map<String, Object> given = new LinkedHashMap<>(WRITTEN);
        Map<String, Object> all = request.options().asMap();
        options().stream()
                .filter(option -> all.containsKey(option.name()))
                .forEach(option -> given.put(option.name(), all.get(option.name())));
        Options options = Options.parse("data source '" + name() + "'", csv.options(), given);
        return csv.open(new Request(options, request.folder(), request.use()));
    }

    @Override
    public final NewExamples examples(DataRequest request) {
        Optional<TablePreparation> prepared = request.use().prepared();
        if (prepared.isEmpty()) {
            return DataSource.super.examples(request);
        }
        Path path = DataFile.resolve(
                request.folder(), String.valueOf(request.options().asMap().get("path")));
        TableFile rows = prepared.get().read(path, this);
        return NewExamples.of(rows.table()).withNotes(rows.notes());
    }

    private record Request(Options options, Path folder, DataUse use) implements DataRequest {}
}
