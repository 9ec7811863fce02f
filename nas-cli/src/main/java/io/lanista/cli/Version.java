package io.lanista.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code nas --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Lanista " + text() + " on Java " + Runtime.version()};
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }
}
