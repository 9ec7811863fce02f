package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenPreparationTest {
    private static final WordColumn TEXTS =
            WordColumn.of(Arrays.asList("The cat, the dog", "the CAT sat", null, "a bird"));

    private static double[] codes(TokenPreparation preparation, WordColumn column, int row) {
        double[] codes = new double[preparation.length()];
        preparation.cells(column).write(row, codes, 0);
        return codes;
    }

    @Test
    void textsBecomeCodesOfTheirWordsTheMostFrequentFirst() {
        TokenPreparation preparation = TokenPreparation.learn("text", TEXTS, 0, 1, 2);

        assertThat(preparation.vocabulary()).containsExactly("the", "cat", ",", "dog", "sat");
        assertThat(preparation.codes()).isEqualTo(7);
        assertThat(codes(preparation, TEXTS, 0)).startsWith(2, 3, 4);
        assertThat(codes(preparation, TEXTS, 1)).startsWith(2, 3, 6);
    }

    @Test
    void unknownWordsAreOneAndWhatIsBehindTheEndIsZero() {
        TokenPreparation preparation = new TokenPreparation("text", List.of("a"), 4);

        assertThat(codes(preparation, TEXTS, 3)).containsExactly(2, 1, 0, 0);
        assertThat(codes(preparation, TEXTS, 2)).containsOnly(0);
        assertThat(codes(new TokenPreparation("text", List.of("the"), 2), TEXTS, 0))
                .containsExactly(2, 1);
    }

    @Test
    void itComesBackFromAFile() {
        TokenPreparation preparation = TokenPreparation.learn("text", TEXTS, 0, 1, 2);

        assertThat(TokenPreparation.of(new StoredColumn(preparation.asMap()))).isEqualTo(preparation);
    }
}
