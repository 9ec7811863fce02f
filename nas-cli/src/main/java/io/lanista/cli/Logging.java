package io.lanista.cli;

/** Sends the logs of the libraries to standard error, and only what a user should see. */
final class Logging {
    private Logging() {}

    static void configure() {
        setDefault("org.slf4j.simpleLogger.defaultLogLevel", System.getenv().getOrDefault("LANISTA_LOG", "warn"));
        setDefault("org.slf4j.simpleLogger.log.io.lanista.progress", "info");
        setDefault("org.slf4j.simpleLogger.logFile", "System.err");
        setDefault("org.slf4j.simpleLogger.showThreadName", "false");
        setDefault("org.slf4j.simpleLogger.showShortLogName", "true");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
