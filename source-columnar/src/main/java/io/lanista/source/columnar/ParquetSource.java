package io.lanista.source.columnar;

import io.lanista.djl.data.TableSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tables in Apache Parquet's format. */
public final class ParquetSource extends TableSource {
    /** For the service loader. */
    public ParquetSource() {}

    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String description() {
        return "A table with a column to predict, in Apache Parquet's format.";
    }

    @Override
    public boolean recognises(Path path) {
        return Files.isDirectory(path) ? PartedTable.isFolderOfParts(path) : PartedTable.isNamedLikeOne(path);
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return PartedTable.open(file).rows();
    }
}
