package io.lanista.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamTest {
    @ParameterizedTest
    @CsvSource({
        "300, 900000000, 50",
        "65536, 900000000, 50",
        "65537, 10000000, 490",
        "65537, 100000, 50",
        "9000000, 900000000, 5000"
    })
    void aSearchThatWritesFastIsLookedAtForAFiftiethOfTheTime(long bytes, long nanos, long millis) {
        assertThat(EventStream.rest(bytes, nanos)).isEqualTo(millis);
    }
}
