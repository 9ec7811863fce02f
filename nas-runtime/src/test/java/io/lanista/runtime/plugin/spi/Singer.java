package io.lanista.runtime.plugin.spi;

/** Sings. */
public interface Singer {
    /** Its name. */
    String name();
}
