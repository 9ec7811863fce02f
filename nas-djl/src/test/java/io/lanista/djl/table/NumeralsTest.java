package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1           | 1",
                "-1.5        | -1.5",
                "+.5         | 0.5",
                "5.          | 5",
                "1e3         | 1000",
                "1.5E-3      | 0.0015",
                "1,234       | 1234",
                "1,234,567.5 | 1234567.5",
                "1'234.5     | 1234.5",
                "12 345      | 12345",
                "\u22123     | -3",
                "0.1         | 0.1",
                "$1,234.50   | 1234.5",
                "-$ 5        | -5",
                "7 \u20ac   | 7",
                "45%         | 45",
                "1700000037.4| 1700000037.4",
                "123456789012345678901234 | 123456789012345678901234",
                "0.30000000000000004 | 0.30000000000000004"
            })
    void numbersAreReadAsTheyAreWritten(String text, double value) {
        assertThat(Numerals.parse(text, DecimalMark.DOT)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,4915 | 2.4915",
                "1.234,5 | 1234.5",
                "1.234.567 | 1234567",
                "0,123 | 0.123",
                "-7 | -7",
                "1,5e3 | 1500"
            })
    void theDecimalMarkMayBeAComma(String text, double value) {
        assertThat(Numerals.parse(text, DecimalMark.COMMA)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "1f", "1d", "0x10", "1e", "1,23", "12,3456", "1,,234", "1.2.3", "0,123", "1 2", "a", "1a",
                "1_000", "12-3", "NaN", "e5", "1e5.5", "--1", "$", "%", "$%", "%5", "5$%"
            })
    void whatJavaOrNobodyTakesForANumberIsNone(String text) {
        assertThat(Numerals.parse(text, DecimalMark.DOT)).isNaN();
    }

    @Test
    void whatIsTooLargeOrSaysInfinityIsInfinite() {
        assertThat(Numerals.parse("1e400", DecimalMark.DOT)).isInfinite();
        assertThat(Numerals.parse("-Infinity", DecimalMark.DOT)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Numerals.parse("inf", DecimalMark.DOT)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void anyDoubleComesBackFromItsText() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            double plain = random.nextGaussian() * 1000;
            String rounded = String.format(Locale.ROOT, "%.4f", plain);
            assertThat(Numerals.parse(Double.toString(plain), DecimalMark.DOT)).isEqualTo(plain);
            assertThat(Numerals.parse(rounded, DecimalMark.DOT)).isEqualTo(Double.parseDouble(rounded));
            if (Double.isFinite(value)) {
                assertThat(Numerals.parse(Double.toString(value), DecimalMark.DOT))
                        .isEqualTo(value);
            }
        }
    }
}
