package io.lanista.testkit;

import io.lanista.api.option.OptionException;
import io.lanista.runtime.watch.RunProducts;
import java.nio.file.Path;

/** What can be made of a run that was never held: nothing. */
record NoProducts() implements RunProducts {
    @Override
    public void export(Path to) {
        throw new OptionException("This run is one of a test, and has no winner to export.");
    }

    @Override
    public boolean report(Path file) {
        return false;
    }
}
