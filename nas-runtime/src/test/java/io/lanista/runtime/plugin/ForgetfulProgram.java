package io.lanista.runtime.plugin;

import java.nio.file.Path;

/** A host application that starts plug-ins and dies before it closes them. */
final class ForgetfulProgram {
    private ForgetfulProgram() {}

    public static void main(String[] arguments) {
        PluginHost host = PluginHost.builder(PluginHostTest.SPIS)
                .folder(Path.of(arguments[0]))
                .start();
        throw new IllegalStateException("died with " + host.plugins().size() + " plug-ins");
    }
}
