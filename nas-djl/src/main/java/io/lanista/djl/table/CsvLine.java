package io.lanista.djl.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.List;

/** Writes rows as comma-separated values (RFC 4180), which {@link TableReader} and others read. */
public final class CsvLine {
    private CsvLine() {}

    /** A line of these cells, without its end; cells with commas, quotes or line breaks are quoted. */
    public static String of(List<String> cells) {
        StringWriter line = new StringWriter();
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line).writeRecord(cells);
        return line.toString().substring(0, line.getBuffer().length() - 1);
    }
}
