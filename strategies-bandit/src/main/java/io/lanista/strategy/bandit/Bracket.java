package io.lanista.strategy.bandit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One round of successive halving (Jamieson and Talwalkar 2016): many candidates begin on the first rung, and whenever all on a
 * rung have ended, the best of them go on to the next.
 */
final class Bracket {
    private final int firstRung;
    private final int lastRung;
    private final int eta;
    private final Deque<Member> promoted = new ArrayDeque<>();
    private final List<Member> ended = new ArrayList<>();
    private int size;
    private int rung;
    private int toBegin;
    private int running;

    /**
     * @param size how many candidates begin
     * @param firstRung where they begin
     */
    Bracket(int size, int firstRung, int lastRung, int eta) {
        this.size = size;
        this.toBegin = size;
        this.rung = firstRung;
        this.firstRung = firstRung;
        this.lastRung = lastRung;
        this.eta = eta;
    }

    int rung() {
        return rung;
    }

    /** Whether it is on its first rung, where candidates are new. */
    boolean isFirst() {
        return rung == firstRung;
    }

    /** Whether a new candidate is wanted. */
    boolean wantsNew() {
        return toBegin > 0;
    }

    /** There are no new candidates any more: the bracket goes on with those that it has. */
    void noneLeft() {
        size -= toBegin;
        toBegin = 0;
        climb();
    }

    /** A new candidate's trial begins. */
    void begin() {
        toBegin--;
        running++;
    }

    /** A trial that began can't be run after all: its place is free for another candidate. */
    void takeBack() {
        toBegin++;
        running--;
    }

    /** Whether there is one to be trained on. */
    boolean hasPromoted() {
        return !promoted.isEmpty();
    }

    /** One that is trained on, from the rung below to this one; its trial begins. */
    Member promote() {
        running++;
        return promoted.remove();
    }

    void end(Member member) {
        running--;
        ended.add(member);
        climb();
    }

    /** Once all have ended, one of {@code eta} goes on; failed ones don't. */
    private void climb() {
        if (running > 0 || toBegin > 0 || !promoted.isEmpty() || rung == lastRung) {
            return;
        }
        size /= eta;
        Member.bestFirst(ended).stream().filter(Member::canGoOn).limit(size).forEach(promoted::add);
        ended.clear();
        rung = promoted.isEmpty() ? lastRung : rung + 1;
    }

    boolean isOver() {
        return rung == lastRung && toBegin == 0 && running == 0 && promoted.isEmpty();
    }
}
