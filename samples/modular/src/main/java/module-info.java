/** A program that searches, as a module. */
module com.example.modular {
    requires io.lanista.api;
    requires io.lanista.runtime;
    requires io.lanista.djl;

    // What the runtime's automatic modules use, which can't say so themselves.
    requires com.google.common;
    requires de.siegmar.fastcsv;
    requires org.apache.felix.framework;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.yaml;
}
