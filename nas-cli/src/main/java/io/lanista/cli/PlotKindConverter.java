package io.lanista.cli;

import io.lanista.base.text.DidYouMean;
import io.lanista.dashboard.plot.Plot;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of figure by its word. */
final class PlotKindConverter implements ITypeConverter<Plot.Kind> {
    private static final List<String> WORDS =
            Arrays.stream(Plot.Kind.values()).map(Plot.Kind::word).toList();

    /** What the shell completes. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }

    @Override
    public Plot.Kind convert(String text) {
        return Arrays.stream(Plot.Kind.values())
                .filter(kind -> kind.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("There is no kind of figure (" + text + "). Available: "
                        + String.join(", ", WORDS) + "." + DidYouMean.sentence(text, WORDS)));
    }
}
