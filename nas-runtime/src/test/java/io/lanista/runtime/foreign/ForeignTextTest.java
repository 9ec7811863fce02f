package io.lanista.runtime.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
    @Test
    void anOrdinarySentenceStaysAsItIs() {
        assertThat(ForeignText.line("no ☕ in 3×3, käfer")).isEqualTo("no ☕ in 3×3, käfer");
    }

    @Test
    void controlCharactersBecomeBlanks() {
        assertThat(ForeignText.line("\n\u001b[2Jone\r\n\ttwo\u202ethree\u0085four\u0000"))
                .isEqualTo("[2Jone two three four");
    }

    @Test
    void aLongTextIsCutAndSaysHowLongItWas() {
        String line = ForeignText.line("☕😀".repeat(2_000_000));

        assertThat(line).startsWith("☕😀☕").endsWith("… (6000000 characters)").hasSizeBetween(1950, 2000);
        assertThat(ForeignText.line(line)).isEqualTo(line);
        assertThat(line.codePoints().filter(c -> c >= 0xd800 && c < 0xe000)).isEmpty();
    }
}
