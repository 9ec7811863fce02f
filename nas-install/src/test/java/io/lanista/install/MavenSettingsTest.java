package io.lanista.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.install.fetch.FetchException;
import io.lanista.install.maven.MavenSettings;
import io.lanista.install.maven.RemoteRepository;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenSettingsTest {
    @TempDir
    private Path folder;

    private MavenSettings read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("settings.xml"), "<settings>" + content + "</settings>");
        return MavenSettings.read(file, Map.of());
    }

    @Test
    void theActiveProxyIsForAllHostsButThoseThatAreReachedDirectly() throws IOException {
        MavenSettings settings = read("""
                <proxies>
                  <proxy><active>false</active><host>old</host><port>1</port></proxy>
                  <proxy><host>proxy.acme</host><port>3128</port><nonProxyHosts>localhost|*.acme</nonProxyHosts></proxy>
                </proxies>
                """);
        assertThat(settings.proxySelector().select(URI.create("https://repo.example/a")))
                .singleElement()
                .satisfies(proxy -> assertThat(proxy.address().toString())
                        .contains("proxy.acme")
                        .contains("3128"));
        assertThat(settings.proxySelector().select(URI.create("https://repo.acme/a")))
                .containsExactly(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource({"proxy, abc", "proxy, 99999", "proxy, -1", "'', 80"})
    void aProxyThatIsNowhereIsToldSo(String host, String port) {
        assertThatThrownBy(() ->
                        read("<proxies><proxy><host>" + host + "</host><port>" + port + "</port></proxy></proxies>"))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("has the host '" + host + "' and the port '" + port + "'");
    }

    @Test
    void whatIsNotAskedForStopsNothing() throws IOException {
        MavenSettings settings = read("""
                <mirrors><mirror><id>bucket</id><mirrorOf>corp</mirrorOf><url>s3://bucket/maven</url></mirror></mirrors>
                <proxies>
                  <proxy><host>proxy.acme</host><port>3128</port><username>me</username><password>{sealed=}</password></proxy>
                </proxies>
                """);
        assertThat(settings.mirrored(RemoteRepository.CENTRAL)).isEqualTo(RemoteRepository.CENTRAL);
        assertThat(settings.logins(List.of()).proxyAuthorization(URI.create("https://repo.example/a")))
                .isEmpty();
    }

    @Test
    void mirrorsStandForWhatTheySay() throws IOException {
        MavenSettings settings = read("""
                <mirrors>
                  <mirror><id>house</id><mirrorOf>external:*,!acme</mirrorOf><url>https://house/m2</url></mirror>
                </mirrors>
                """);
        assertThat(settings.mirrored(RemoteRepository.CENTRAL).address()).hasToString("https://house/m2/");
        RemoteRepository acme = new RemoteRepository("acme", URI.create("https://acme/"));
        assertThat(settings.mirrored(acme)).isEqualTo(acme);
        RemoteRepository local = new RemoteRepository("local", folder.toUri());
        assertThat(settings.mirrored(local)).isEqualTo(local);
    }

    @Test
    void aPasswordThatOnlyMavenCanReadIsToldSo() throws IOException {
        MavenSettings settings = read(
                "<servers><server><id>central</id><username>ann</username><password>{abc=}</password></server></servers>");
        assertThatThrownBy(() -> settings.logins(List.of(RemoteRepository.CENTRAL))
                        .authorization(RemoteRepository.CENTRAL.address()))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("is encrypted");
        assertThat(settings.servers().toString()).doesNotContain("abc");
    }

    @Test
    void aFileWithADocumentTypeIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("evil.xml"),
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><settings>&b;</settings>");
        assertThatThrownBy(() -> MavenSettings.read(file, Map.of())).hasMessageContaining("evil.xml is no XML");
    }

    @Test
    void aFileThatIsNotThereSaysNothing() {
        assertThat(MavenSettings.read(folder.resolve("none.xml"), Map.of())).isEqualTo(MavenSettings.NONE);
    }
}
