package io.lanista.djl.data;

import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.TableFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how files of separated values, or of other formats, were read. */
final class CsvFindings {
    private CsvFindings() {}

    static Findings of(TableFile file, @Nullable TableFile test, boolean written) {
        List<String> warnings = new ArrayList<>();
        file.notes().forEach(note -> warnings.add(DataFile.name(file.file()) + ": " + note + "."));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("file", DataFile.name(file.file()));
        String summary = DataFile.name(file.file());
        if (written) {
            details.putAll(file.dialect().asMap());
            summary += (file.dialect().header() ? ", with a header, " : ", without a header, ") + file.dialect();
        }
        if (test != null) {
            test.notes().forEach(note -> warnings.add(DataFile.name(test.file()) + ": " + note + "."));
            List<String> further = test.table().names().stream()
                    .filter(name -> !file.table().has(name))
                    .toList();
            if (!further.isEmpty()) {
                warnings.add("The test file has further columns, which don't count: " + Listing.of(further) + ".");
            }
            details.put("test_file", DataFile.name(test.file()));
            summary += "; test part in " + DataFile.name(test.file());
        }
        return new Findings(summary, warnings, details);
    }
}
