package io.lanista.onnx.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an ONNX file holds. Immutable; equal models give equal bytes.
 *
 * @param graph the computation
 * @param metadata what runtimes hand on to programs, in this order
 */
public record OnnxModel(OnnxGraph graph, Map<String, String> metadata) {
    /** The version of the standard operators. Every runtime since 2022 knows it. */
    public static final int OPSET = 17;

    /** The version of the file format. */
    public static final int IR_VERSION = 8;

    /** The name of the file in an exported folder. */
    public static final String FILE = "model.onnx";

    /** Copies. */
    public OnnxModel {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** The same metadata with another graph. */
    public OnnxModel withGraph(OnnxGraph other) {
        return new OnnxModel(other, metadata);
    }

    /** The same graph with one more entry among the metadata. */
    public OnnxModel with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(metadata);
        more.put(key, value);
        return new OnnxModel(graph, more);
    }

    /** The file's bytes. */
    public byte[] bytes() {
        return OnnxFormat.message(this).toByteArray();
    }

    /**
     * Writes the file in one go: a reader sees the old one or the new one.
     *
     * @throws IOException if that fails
     */
    public void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            // Made as any file is, so that others may read what it becomes, such as a server.
            Files.write(temporary, bytes());
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
