package io.lanista.base.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoroutineTest {
    private static Coroutine<Integer, Integer> coroutine(Consumer<Coroutine.Turns<Integer, Integer>> loop) {
        return coroutine("coroutine-under-test", loop);
    }

    private static Coroutine<Integer, Integer> coroutine(
            String name, Consumer<Coroutine.Turns<Integer, Integer>> loop) {
        return new Coroutine<>(task -> new Thread(task, name), CoroutineTest.class.getClassLoader(), loop);
    }

    /** Threads of coroutines with this name; those of other tests may be about to end. */
    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    private static final Consumer<Coroutine.Turns<Integer, Integer>> DOUBLING = turns -> {
        while (true) {
            turns.answer(turns.question() * 2);
        }
    };

    @Test
    void answersInTurn() {
        try (Coroutine<Integer, Integer> doubler = coroutine(DOUBLING)) {
            assertThat(doubler.ask(3)).contains(6);
            assertThat(doubler.ask(-1)).contains(-2);
        }
    }

    @Test
    void theQuestionIsTheSameUntilItIsAnswered() {
        try (Coroutine<Integer, Integer> sum = coroutine(turns -> turns.answer(turns.question() + turns.question()))) {
            assertThat(sum.ask(3)).contains(6);
        }
    }

    @Test
    void aLoopThatHasEndedAnswersNoMore() {
        Coroutine<Integer, Integer> once = coroutine(turns -> turns.answer(1));
        assertThat(once.ask(0)).contains(1);
        assertThat(once.ask(0)).isEmpty();
        assertThat(once.ask(0)).isEmpty();
    }

    @Test
    void whatTheLoopThrowsComesOutOnce() {
        Coroutine<Integer, Integer> failing = coroutine(turns -> {
            throw new IllegalArgumentException("no idea");
        });
        assertThatThrownBy(() -> failing.ask(0)).hasMessage("no idea");
        assertThat(failing.ask(0)).isEmpty();
    }

    @Test
    void closingUnwindsTheLoopAndLeavesNoThread() {
        List<String> seen = new ArrayList<>();
        Coroutine<Integer, Integer> doubler = coroutine("closed", turns -> {
            try {
                DOUBLING.accept(turns);
            } finally {
                seen.add("closed " + turns.isClosed());
            }
        });
        assertThat(doubler.ask(1)).contains(2);
        doubler.close();
        assertThat(seen).containsExactly("closed true");
        assertThat(doubler.ask(1)).isEmpty();
        assertThat(threads("closed")).isZero();
    }

    @Test
    void oneThatIsNeverAskedStartsNoThread() {
        coroutine("never asked", DOUBLING).close();
        assertThat(threads("never asked")).isZero();
    }
}
