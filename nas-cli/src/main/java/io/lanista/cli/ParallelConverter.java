package io.lanista.cli;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of at least 1, or {@code auto}, which is empty. */
final class ParallelConverter implements ITypeConverter<OptionalInt> {
    @Override
    public OptionalInt convert(String text) {
        if (text.equals("auto")) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(new CountConverter().convert(text));
        } catch (TypeConversionException e) {
            throw new TypeConversionException("(" + text + ") must be a whole number from 1 to 999999999, or auto.");
        }
    }
}
