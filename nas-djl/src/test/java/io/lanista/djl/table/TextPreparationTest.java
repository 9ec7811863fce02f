package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextPreparationTest {
    /** Ten texts with a word that all have, one that half of them have, and one that stands in one of them. */
    private static final WordColumn TEXTS = WordColumn.of(IntStream.range(0, 10)
            .mapToObj(row -> row == 3 ? "The zebra!" : row % 2 == 0 ? "The, the Refund." : "the cat")
            .toList());

    private static double[] numbers(TextPreparation preparation, WordColumn column, int row) {
        double[] numbers = new double[preparation.features().size()];
        Arrays.fill(numbers, 7);
        preparation.cells(column).write(row, numbers, 0);
        return numbers;
    }

    private static TextPreparation learnt() {
        return TextPreparation.learn("note", TEXTS, IntStream.range(0, 10).toArray());
    }

    @Test
    void frequentWordsBecomeNumbersAndWordsOfAllOrFewRowsDoNot() {
        assertThat(learnt().words()).containsExactly("refund");
        assertThat(learnt().features()).extracting(Feature::name).containsExactly("note: refund");
        assertThat(numbers(learnt(), TEXTS, 0)).containsExactly(1);
        assertThat(numbers(learnt(), TEXTS, 1)).containsExactly(0);
    }

    @Test
    void aMissingTextHasNoWord() {
        assertThat(numbers(learnt(), WordColumn.of(Arrays.asList("refund", null)), 1))
                .containsExactly(0);
    }

    @Test
    void itComesBackFromAFile() {
        assertThat(TextPreparation.of(new StoredColumn(learnt().asMap()))).isEqualTo(learnt());
    }
}
