package io.lanista.djl.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** What gives the table in a file of some other format as separated values. */
@FunctionalInterface
public interface TableText {
    /**
     * Opens a file, or a folder of parts if the source recognises such. The caller closes the stream, and may open the file again.
     *
     * @return names first, commas between cells, quotation marks as RFC 4180 has them, decimal dots, dates as ISO 8601 has them, nothing
     *     in missing cells; in UTF-8
     * @throws io.lanista.djl.file.DataException if the file has no table, in one sentence
     */
    InputStream open(Path file) throws IOException;
}
