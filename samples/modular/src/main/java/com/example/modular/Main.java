package com.example.modular;

import io.lanista.runtime.NasRuntime;
import java.nio.file.Path;

/** Searches for the best arguments of a function, and for the network of the experiment file that is its argument. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try (NasRuntime nas = NasRuntime.builder().build()) {
            System.out.println("Module: " + Main.class.getModule() + " beside " + NasRuntime.class.getModule());
            System.out.println("Study: "
                    + nas.study("parabola").real("x", -10, 10).minimize(20, at -> Math.pow(at.real("x") - 2, 2)).best());
            System.out.println("Network: "
                    + nas.run(nas.experiment(Path.of(arguments[0])).build()).best().orElseThrow().score().value());
        }
    }
}
