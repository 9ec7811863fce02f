package io.lanista.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.space.SearchSpace;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DartsTest {
    private static final LayerCatalogue CATALOGUE = LayerCatalogue.standard();

    @Test
    void theSpaceHasThePapersSize() {
        BigInteger cell = BigInteger.valueOf(1 * 3 * 6 * 10)
                .multiply(BigInteger.valueOf(7).pow(8));
        assertThat(Hub.open("darts", "classes", 10L).size()).contains(cell.multiply(cell));
    }

    /** The paper gives 3.3 million parameters, without the auxiliary head. */
    @Test
    void thePublishedGenotypeHasThePapersParameters() {
        SearchSpace space = Hub.open("darts", "classes", 10L);
        ModelAnalysis analysis = ModelAnalysis.of(space.freeze(Genotype.DARTS_V2.choices()), CATALOGUE);
        assertThat(analysis.parameters() / 1e6).isCloseTo(3.3, within(0.05));
    }

    @Test
    void genotypesArePrintedAndReadInTheFieldsNotation() {
        SearchSpace space = Hub.open("darts", "classes", 10L);
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            Genotype genotype = Genotype.of(space.sample(random));
            assertThat(Genotype.parse(genotype.toString())).isEqualTo(genotype);
            assertThat(Genotype.of(genotype.choices())).isEqualTo(genotype);
            assertThat(space.validate(genotype.choices())).isEmpty();
        }
        assertThat(Genotype.DARTS_V2.normal().get(7)).isEqualTo(new Genotype.Edge("dil_conv_3x3", 2));
        assertThat(Genotype.parse(Genotype.DARTS_V2.toString().replace("[2, 3, 4, 5]", "range(2, 6)")))
                .isEqualTo(Genotype.DARTS_V2);
    }

    @Test
    void theProviderWritesAndReadsGenotypes() {
        Darts provider = new Darts();
        assertThat(provider.notation(Genotype.DARTS_V2.choices())).contains(Genotype.DARTS_V2.toString());
        assertThat(provider.parse(Genotype.DARTS_V2.toString())).isEqualTo(Genotype.DARTS_V2.choices());
        assertThatThrownBy(() -> provider.notation(NasBench201.choices("000000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWrongGenotypeIsRefusedWithTheReason() {
        String good = Genotype.DARTS_V2.toString();
        assertThatThrownBy(() -> Genotype.parse("nonsense")).hasMessageContaining("is no genotype");
        assertThatThrownBy(() -> Genotype.parse(good.replaceFirst("\\('sep_conv_3x3', 0\\), ", "")))
                .hasMessageContaining("The normal cell has (7) edges");
        assertThatThrownBy(() -> Genotype.parse(good.replaceFirst("'sep_conv_3x3', 0", "'sep_conv_3x3', 1")))
                .hasMessageContaining("must read two different tensors from 0 to 1");
        assertThatThrownBy(() -> Genotype.parse(good.replaceFirst("\\[2, 3, 4, 5\\]", "[3, 4, 5]")))
                .hasMessageContaining("concatenates ([3,4,5])");
    }
}
