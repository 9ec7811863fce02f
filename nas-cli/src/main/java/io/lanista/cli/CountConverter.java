package io.lanista.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number of at least 1. */
final class CountConverter implements ITypeConverter<Integer> {
    private static final Pattern COUNT = Pattern.compile("0{0,9}[1-9]\\d{0,8}");

    @Override
    public Integer convert(String text) {
        if (!COUNT.matcher(text).matches()) {
            throw new TypeConversionException("(" + text + ") must be a whole number from 1 to 999999999.");
        }
        return Integer.valueOf(text);
    }
}
