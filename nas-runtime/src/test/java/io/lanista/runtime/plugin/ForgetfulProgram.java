package io.lanista.runtime.plugin;

import java.nio.file.Path;

/** A host application that starts plug-ins, and dies before it closes them, is killed, or closes them. */
final class ForgetfulProgram {
    private ForgetfulProgram() {}

    public static void main(String[] arguments) {
        PluginHost host = PluginHost.builder(PluginHostTest.SPIS)
                .folder(Path.of(arguments[0]))
                .start();
        switch (arguments[1]) {
            case "dies" ->
                throw new IllegalStateException("died with " + host.plugins().size() + " plug-ins");
            case "is killed" -> Runtime.getRuntime().halt(137);
            default -> host.close();
        }
    }
}
