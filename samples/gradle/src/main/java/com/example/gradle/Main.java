package com.example.gradle;

import io.lanista.runtime.NasRuntime;
import java.nio.file.Path;

/** Searches for the best arguments of a function, and for the network of an experiment file, in a program that Gradle built. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path runs = Path.of(arguments[1]);
        try (NasRuntime nas = NasRuntime.builder().runs(runs).build()) {
            System.out.println("Study: " + nas.study("parabola").real("x", -10, 10).minimize(20, at -> Math.pow(at.real("x") - 2, 2)));
            System.out.println("Network: "
                    + nas.run(nas.experiment(Path.of(arguments[0])).runsFolder(runs).build()).best().orElseThrow().score().value());
        }
    }
}
