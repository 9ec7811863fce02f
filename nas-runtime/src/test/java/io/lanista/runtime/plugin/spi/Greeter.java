package io.lanista.runtime.plugin.spi;

/** Greets. */
public interface Greeter {
    /** Its name. */
    String name();

    /** What it says. */
    String greet();
}
