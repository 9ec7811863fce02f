package io.lanista.runtime.execute;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.TablePreparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How a table's columns become numbers, in a file beside a run's journal and in an export: {@value #NAME}. */
public final class PreparationFile {
    /** The name of the file. */
    public static final String NAME = "preparation.json";

    private PreparationFile() {}

    /** Writes it. */
    public static void write(Path folder, TablePreparation preparation) throws IOException {
        Files.writeString(folder.resolve(NAME), JsonMapper.shared().writeValueAsString(preparation.asMap()));
    }

    /**
     * Reads it.
     *
     * @return empty if the folder has none
     * @throws IOException if it can't be read, or is none
     */
    public static Optional<TablePreparation> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, Object> stored =
                    JsonMapper.shared().readValue(Files.readString(file), new TypeReference<Map<String, Object>>() {});
            return Optional.of(TablePreparation.fromMap(stored));
        } catch (JacksonException | DataException e) {
            throw new IOException(
                    "The file (" + file
                            + ") holds no preparation any more. Maybe copy it there again, or export again.",
                    e);
        }
    }
}
