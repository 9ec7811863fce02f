package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** The published parent has no parent of its own, so nothing but this keeps it in step with the project. */
class PluginParentTest {
    private final Document project = read("../pom.xml");
    private final Document parent = read("../nas-plugin-parent/pom.xml");

    @Test
    void itIsOfTheSameVersionAndBuildsForThatHost() throws Exception {
        assertThat(value(parent, "/project/version")).isEqualTo(value(project, "/project/version"));
        assertThat(value(parent, "/project/properties/lanista.version")).isEqualTo(value(project, "/project/version"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maven.compiler.release",
                "djl.version",
                "slf4j.version",
                "junit.version",
                "assertj.version",
                "bnd.version"
            })
    void itPinsTheSameVersionsAsTheProject(String property) throws Exception {
        String path = "/project/properties/*[name()='" + property + "']";
        assertThat(value(parent, path)).isNotEmpty().isEqualTo(value(project, path));
    }

    private static String value(Document pom, String path) throws Exception {
        return XPathFactory.newInstance().newXPath().evaluate(path, pom);
    }

    private static Document read(String pom) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Path.of(pom).toFile());
        } catch (Exception e) {
            throw new IllegalStateException("Can't read " + pom, e);
        }
    }
}
