package io.lanista.strategy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Domain;
import io.lanista.base.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeadTest {
    private static final double STEP = 1e-6;

    static List<Domain> finiteDomains() {
        return List.of(
                Domain.OneOf.of("a", "b", "c"),
                Domain.OneOf.of("only"),
                Domain.OneOf.of(true, false),
                Domain.OneOf.of(8, 16, 32, 64),
                new Domain.IntRange(-3, 5, 1, false),
                new Domain.IntRange(16, 128, 16, false),
                new Domain.IntRange(1, 40, 1, true),
                new Domain.SomeOf(4, 2, 2),
                new Domain.SomeOf(5, 0, 5),
                new Domain.SomeOf(6, 1, 3));
    }

    static List<Domain> allDomains() {
        return java.util.stream.Stream.concat(
                        finiteDomains().stream(),
                        java.util.stream.Stream.of(
                                new Domain.RealRange(-1, 3, false), new Domain.RealRange(1e-5, 1, true)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("finiteDomains")
    void probabilitiesAddUpToOneWhateverTheParametersAre(Domain domain) {
        Head head = Head.of(domain);
        RandomGenerator random = Seeds.generator(1);
        for (int draw = 0; draw < 5; draw++) {
            double[] parameters = parameters(head, random);
            double sum = domain.values().stream()
                    .mapToDouble(value -> Math.exp(head.logProbability(parameters, value)))
                    .sum();
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("finiteDomains")
    void valuesAreAsLikelyAsTheSpaceDrawsThemAtTheStart(Domain domain) {
        Head head = Head.of(domain);
        double[] zeros = new double[head.parameters()];
        for (Object value : domain.values()) {
            double expected = 1.0 / domain.size();
            if (domain instanceof Domain.IntRange range && range.log()) {
                double number = (Long) value;
                expected = Math.log((number + 0.5) / (number - 0.5))
                        / Math.log((range.high() + 0.5) / (range.low() - 0.5));
            }
            assertThat(Math.exp(head.logProbability(zeros, value))).isCloseTo(expected, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("allDomains")
    void gradientsAreThoseOfTheLogarithmicProbability(Domain domain) {
        Head head = Head.of(domain);
        RandomGenerator random = Seeds.generator(2);
        for (int draw = 0; draw < 20; draw++) {
            double[] parameters = parameters(head, random);
            Object value = head.draw(parameters, random);
            double[] gradient = new double[parameters.length];
            head.addGradient(parameters, value, 2, gradient);
            for (int i = 0; i < parameters.length; i++) {
                double[] more = parameters.clone();
                double[] less = parameters.clone();
                more[i] += STEP;
                less[i] -= STEP;
                double slope = (head.logProbability(more, value) - head.logProbability(less, value)) / (2 * STEP);
                assertThat(gradient[i]).isCloseTo(2 * slope, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("finiteDomains")
    void drawsFollowTheProbabilities(Domain domain) {
        Head head = Head.of(domain);
        RandomGenerator random = Seeds.generator(3);
        double[] parameters = parameters(head, random);
        int draws = 20_000;
        int[] counts = new int[domain.size()];
        for (int i = 0; i < draws; i++) {
            Object value = head.draw(parameters, random);
            assertThat(domain.contains(value)).isTrue();
            counts[domain.values().indexOf(value)]++;
        }
        for (int i = 0; i < counts.length; i++) {
            double expected =
                    Math.exp(head.logProbability(parameters, domain.values().get(i)));
            assertThat(counts[i] / (double) draws).isCloseTo(expected, within(0.02));
        }
    }

    @Test
    void realNumbersAreDrawnEvenlyOnTheirScaleAtTheStart() {
        Domain.RealRange range = new Domain.RealRange(1e-4, 1, true);
        RandomGenerator random = Seeds.generator(4);
        int[] decades = new int[4];
        for (int i = 0; i < 8_000; i++) {
            double value = (Double) Head.of(range).draw(new double[2], random);
            decades[(int) Math.min(3, 4 * range.fraction(value))]++;
        }
        assertThat(Arrays.stream(decades)).allSatisfy(count -> assertThat(count).isBetween(1_850, 2_150));
    }

    @Test
    void wideRangesHaveAProbabilityForEachNumber() {
        Domain range = new Domain.IntRange(0, Integer.MAX_VALUE - 1L, 1, false);
        Head head = Head.of(range);
        double expected = -Math.log(Integer.MAX_VALUE);
        for (long value : new long[] {0, 1, 1_000_000_007, Integer.MAX_VALUE - 1L}) {
            assertThat(head.logProbability(new double[2], value)).isCloseTo(expected, within(1e-3));
        }
    }

    private static double[] parameters(Head head, RandomGenerator random) {
        return random.doubles(head.parameters(), -1.5, 1.5).toArray();
    }
}
