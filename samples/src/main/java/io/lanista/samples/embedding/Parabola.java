package io.lanista.samples.embedding;

import io.lanista.runtime.NasRuntime;

/** Searches for the least value of a function. */
public final class Parabola {
    private Parabola() {}

    /** Prints where it is. */
    public static void main(String[] arguments) throws Exception {
        try (NasRuntime nas = NasRuntime.builder().build()) {
            System.out.println(nas.study("parabola")
                    .real("x", -10, 10)
                    .minimize(100, at -> Math.pow(at.real("x") - 2, 2)));
        }
    }
}
