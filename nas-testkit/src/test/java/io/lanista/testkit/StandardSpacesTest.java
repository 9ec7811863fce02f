package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StandardSpacesTest {
    @Test
    void sizesAreAsDocumented() {
        assertThat(StandardSpaces.flat().size()).contains(BigInteger.valueOf(15_625));
        assertThat(StandardSpaces.conditional().size()).contains(BigInteger.valueOf(2_268));
        assertThat(StandardSpaces.tiny().size()).contains(BigInteger.valueOf(6));
        assertThat(StandardSpaces.constrained().enumerate()).hasSize(220);
        LayerArchitectures cells = new LayerArchitectures(StandardSpaces.cell(), LayerCatalogue.standard());
        assertThat(StandardSpaces.cell().enumerate()).hasSize(64);
        assertThat(StandardSpaces.cell().enumerate().map(cells::classOf).distinct())
                .hasSize(26);
        assertThat(StandardSpaces.numeric().isFinite()).isFalse();
        assertThat(StandardSpaces.dynamic().isDynamic()).isTrue();
    }

    @Test
    void landscapesHaveABestPointInEverySpace() {
        StandardSpaces.all().forEach((name, space) -> {
            Landscape landscape = new Landscape(space, 1);
            double[] values = new double[200];
            for (int i = 0; i < values.length; i++) {
                values[i] = landscape.applyAsDouble(space.sample(TestSeeds.generator(1, i)));
            }
            assertThat(Arrays.stream(values).boxed())
                    .as(name)
                    .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
            assertThat(Arrays.stream(values).distinct().count()).as(name).isGreaterThan(5);
        });
    }
}
