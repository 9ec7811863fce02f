package io.lanista.base.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContendersTest {
    private static final ToIntFunction<Integer> NOTHING_PENDING = any -> 0;

    private final Contenders<Integer> contenders = new Contenders<>();

    /** Eleven things, measured once each: 0, 1, …, 10. */
    private void measureEleven() {
        IntStream.rangeClosed(0, 10).forEach(i -> contenders.add(i, i, 0));
    }

    /**
     * By hand: the median is 5, the upper decile 9, so the deviation that is seen is 4 / 1.28155 = 3.12121 and its square 9.74196. The
     * repeats differ from their mean of 9 by 1 each, 2 in squares with one degree of freedom: σ² = (2 · 0.97420 + 2) / 3 = 1.31613 and
     * τ² = 9.74196 − 1.31613 = 8.42583.
     */
    @Test
    void aMeanIsShrunkTowardsTheFieldByTheMoreTheLessOftenItWasMeasured() {
        measureEleven();
        contenders.add(10, 8, 0);

        double noise = 1.31613;
        double variance = 8.42583;
        assertThat(contenders.expected(8)).isCloseTo((variance * 8 + noise * 5) / (variance + noise), within(1e-4));
        assertThat(contenders.expected(10))
                .isCloseTo((variance * 9 + noise / 2 * 5) / (variance + noise / 2), within(1e-4));
        assertThat(contenders.standardError(10)).isCloseTo(Math.sqrt(noise / 2), within(1e-5));
        assertThat(contenders.standardError(8)).isCloseTo(Math.sqrt(noise), within(1e-5));
    }

    @Test
    void aMeanOfTwoBeatsALuckyFirstLook() {
        measureEleven();
        contenders.add(10, 10.15, 0);
        contenders.add(11, 10.2, 0);

        assertThat(contenders.best(2)).containsExactly(10, 11);
        assertThat(contenders.expected(11)).isEqualTo(contenders.expectedOnce(10.2));
    }

    @Test
    void withoutRepeatsTheHighestIsBest() {
        measureEleven();
        assertThat(contenders.isNoisy()).isFalse();
        assertThat(contenders.best(3)).containsExactly(10, 9, 8);
    }

    @Test
    void repeatsThatAllAgreeShowThatThereIsNoNoiseAndNothingToLookAt() {
        measureEleven();
        for (int i = 0; i < 5; i++) {
            contenders.add(10, 10, 0);
        }

        assertThat(contenders.isNoisy()).isFalse();
        assertThat(contenders.expected(9)).isEqualTo(9);
        assertThat(contenders.standardError(10)).isZero();
        assertThat(contenders.doubtful(NOTHING_PENDING)).isEmpty();
    }

    @Test
    void twoThatAgreeMayDoSoByChance() {
        measureEleven();
        contenders.add(10, 10, 0);
        assertThat(contenders.isNoisy()).isFalse();
        assertThat(contenders.standardError(10)).isPositive();
        assertThat(contenders.doubtful(NOTHING_PENDING)).isPresent();
    }

    @Test
    void aMeasurementThatTellsItsOwnErrorIsTrustedByThat() {
        measureEleven();
        contenders.add(20, 9.5, 0.01);
        contenders.add(21, 9.5, 5);

        assertThat(contenders.standardError(20)).isEqualTo(0.01);
        assertThat(contenders.expected(20)).isCloseTo(9.5, within(0.001));
        assertThat(contenders.expected(21)).isLessThan(8);
        assertThat(contenders.best(1)).containsExactly(20);
    }

    @Test
    void fewThingsAreNoField() {
        contenders.add(0, 3, 0);
        contenders.add(1, 4, 0);
        contenders.add(1, 5, 0);
        assertThat(contenders.expected(1)).isEqualTo(4.5);
        assertThat(contenders.doubtful(NOTHING_PENDING)).isEmpty();
        assertThat(contenders.best(5)).containsExactly(1, 0);
    }

    @Test
    void whatIsUnderWayCountsAsIfItHadBeenMeasured() {
        measureEleven();
        assertThat(contenders.doubtful(NOTHING_PENDING)).contains(10);
        assertThat(contenders.doubtful(thing -> thing == 10 ? 1 : 0)).contains(9);
        assertThat(contenders.doubtful(thing -> thing >= 8 ? 1_000 : 0)).isEmpty();
    }

    /** Racing, on a field whose best thing is known: the best wins more often than by single looks. */
    @Test
    void aRaceFindsTheBestMoreOftenThanSingleLooksDo() {
        int raced = 0;
        int single = 0;
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] truth = random.doubles(40).toArray();
            Contenders<Integer> field = new Contenders<>();
            for (int i = 0; i < truth.length; i++) {
                field.add(i, truth[i] + 0.2 * random.nextGaussian(), 0);
            }
            int best = IntStream.range(0, truth.length)
                    .reduce((left, right) -> truth[right] > truth[left] ? right : left)
                    .orElseThrow();
            single += field.best(1).get(0) == best ? 1 : 0;
            for (int look = 0; look < 40; look++) {
                field.doubtful(NOTHING_PENDING)
                        .ifPresent(thing -> field.add(thing, truth[thing] + 0.2 * random.nextGaussian(), 0));
            }
            raced += field.best(1).get(0) == best ? 1 : 0;
        }
        assertThat(raced).isGreaterThan(single * 3 / 2);
    }

    @Test
    void aRaceEndsOnceTheBestIsClear() {
        measureEleven();
        SplittableRandom random = new SplittableRandom(1);
        contenders.add(30, 40, 0);
        int looks = 0;
        while (contenders.doubtful(NOTHING_PENDING).isPresent() && looks < 100) {
            int thing = contenders.doubtful(NOTHING_PENDING).get();
            contenders.add(thing, (thing == 30 ? 40 : thing) + 0.1 * random.nextGaussian(), 0);
            looks++;
        }
        assertThat(looks).isLessThan(20);
        assertThat(contenders.best(1)).containsExactly(30);
    }

    @Test
    void whatWasNeverMeasuredIsNamed() {
        assertThatThrownBy(() -> contenders.expected(7)).hasMessage("Nothing was measured of (7).");
    }

    @Test
    void theNormalDistributionIsThatOfTables() {
        assertThat(Normal.below(0)).isCloseTo(0.5, within(1e-7));
        assertThat(Normal.below(1.959964)).isCloseTo(0.975, within(1e-7));
        assertThat(Normal.below(-1.281552)).isCloseTo(0.1, within(1e-7));
    }
}
