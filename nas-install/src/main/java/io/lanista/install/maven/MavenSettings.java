package io.lanista.install.maven;

import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * What the user has told Maven about the network: mirrors, proxies and logins in {@code settings.xml}. Passwords that Maven has
 * encrypted can't be used.
 *
 * @param mirrors in their order
 * @param proxies those that are active
 * @param servers logins, by the id of a repository or of a mirror
 * @param localRepository Maven's own store of artifacts
 * @param isOffline whether the user works offline
 */
public record MavenSettings(
        List<Mirror> mirrors,
        List<ProxyRule> proxies,
        List<Server> servers,
        Optional<Path> localRepository,
        boolean isOffline) {
    /** What counts where there is no such file. */
    public static final MavenSettings NONE =
            new MavenSettings(List.of(), List.of(), List.of(), Optional.empty(), false);

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int MAX_PORT = 65535;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:env\\.)?([^}]+)}");

    /**
     * A server that stands for others.
     *
     * @param id its id
     * @param of for which repositories: ids, {@code *}, {@code external:*}, and {@code !id} for what not, separated by commas
     * @param address where it is
     */
    public record Mirror(String id, String of, URI address) {
        boolean standsFor(RemoteRepository repository) {
            boolean stands = false;
            for (String pattern : of.split(",")) {
                String rule = pattern.strip();
                if (rule.equals("!" + repository.id())) {
                    return false;
                }
                stands |= rule.equals("*")
                        || rule.equals(repository.id())
                        || rule.equals("external:*") && !Fetcher.isFile(repository.address());
            }
            return stands;
        }
    }

    /**
     * A proxy.
     *
     * @param host its name
     * @param port its port
     * @param direct which hosts are reached without it, with {@code *} for any letters
     * @param login who the user is to it, if it asks
     */
    public record ProxyRule(String host, int port, List<String> direct, Optional<Server> login) {
        boolean isFor(String target) {
            return direct.stream()
                    .noneMatch(pattern -> target.matches(Arrays.stream(pattern.split("\\*", -1))
                            .map(Pattern::quote)
                            .reduce((a, b) -> a + ".*" + b)
                            .orElse("")));
        }
    }

    /** A login. */
    public record Server(String id, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return id + ": " + user;
        }

        boolean isEncrypted() {
            return password.startsWith("{") && password.endsWith("}");
        }

        String authorization() {
            if (isEncrypted()) {
                throw new FetchException(
                        "The password of the server (" + id
                                + ") in Maven's settings is encrypted, and only Maven can read it. Maybe write ${env.NAME} there instead.");
            }
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Reads a file; one that isn't there says nothing. */
    public static MavenSettings read(Path file, Map<String, String> environment) {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            Element root = Xml.parse(Files.readAllBytes(file), file.toString());
            Reader reader = new Reader(environment);
            List<Mirror> mirrors = new ArrayList<>();
            Xml.all(root, "mirrors", "mirror")
                    .forEach(mirror -> reader.text(mirror, "url")
                            .ifPresent(url -> mirrors.add(new Mirror(
                                    reader.text(mirror, "id").orElse(""),
                                    reader.text(mirror, "mirrorOf").orElse(""),
                                    RemoteRepository.told(url)))));
            List<ProxyRule> proxies = new ArrayList<>();
            Xml.all(root, "proxies", "proxy").stream()
                    .filter(proxy ->
                            !reader.text(proxy, "active").orElse("true").equals("false"))
                    .forEach(proxy -> proxies.add(proxy(proxy, reader, file)));
            List<Server> servers = new ArrayList<>();
            Xml.all(root, "servers", "server")
                    .forEach(server -> servers.add(new Server(
                            reader.text(server, "id").orElse(""),
                            reader.text(server, "username").orElse(""),
                            reader.text(server, "password").orElse(""))));
            return new MavenSettings(
                    mirrors,
                    proxies,
                    servers,
                    reader.text(root, "localRepository").map(Path::of),
                    reader.text(root, "offline").orElse("false").equals("true"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProxyRule proxy(Element proxy, Reader reader, Path file) {
        String host = reader.text(proxy, "host").orElse("");
        String port = reader.text(proxy, "port").orElse("8080");
        if (host.isBlank() || !PORT.matcher(port).matches() || Integer.parseInt(port) > MAX_PORT) {
            throw new FetchException("The proxy in " + file + " has the host '" + host + "' and the port '" + port
                    + "'. A host has a name, and a port is a number from 0 to " + MAX_PORT + ".");
        }
        Optional<Server> login = reader.text(proxy, "username")
                .map(user -> new Server(
                        "proxy " + host, user, reader.text(proxy, "password").orElse("")));
        return new ProxyRule(
                host,
                Integer.parseInt(port),
                List.of(reader.text(proxy, "nonProxyHosts").orElse("").split("[|,]")),
                login);
    }

    /** Reads texts, with variables of the environment filled in. */
    private record Reader(Map<String, String> environment) {
        Optional<String> text(Element from, String name) {
            return Xml.text(from, name).filter(text -> !text.isEmpty()).map(this::filled);
        }

        private String filled(String text) {
            return VARIABLE.matcher(text)
                    .replaceAll(found -> Matcher.quoteReplacement(
                            found.group(1).equals("user.home")
                                    ? System.getProperty("user.home", "")
                                    : environment.getOrDefault(found.group(1), "")));
        }
    }

    /** The repository that is asked instead of another one: its mirror, or itself. */
    public RemoteRepository mirrored(RemoteRepository repository) {
        return mirrors.stream()
                .filter(mirror -> mirror.standsFor(repository))
                .findFirst()
                .map(mirror -> new RemoteRepository(mirror.id(), mirror.address()))
                .orElse(repository);
    }

    /** The proxies as the JDK asks for them; its own where no rule is for a host. */
    public ProxySelector proxySelector() {
        ProxySelector own = ProxySelector.getDefault();
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI address) {
                return proxy(address)
                        .map(proxy -> List.of(new Proxy(
                                Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port()))))
                        .orElseGet(() ->
                                own == null || !proxies.isEmpty() ? List.of(Proxy.NO_PROXY) : own.select(address));
            }

            @Override
            public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
                // The fetch fails, and says so.
            }
        };
    }

    /** The proxy on the way to an address. */
    private Optional<ProxyRule> proxy(URI address) {
        String host = String.valueOf(address.getHost());
        return proxies.stream().filter(proxy -> proxy.isFor(host)).findFirst();
    }

    /** Who the user is to the servers of these repositories and to proxies, and to no others. */
    public Fetcher.Logins logins(List<RemoteRepository> repositories) {
        return new Fetcher.Logins() {
            @Override
            public Optional<String> authorization(URI address) {
                return repositories.stream()
                        .filter(repository -> repository.isSameServer(address))
                        .flatMap(repository ->
                                servers.stream().filter(server -> server.id().equals(repository.id())))
                        .findFirst()
                        .map(Server::authorization);
            }

            @Override
            public Optional<String> proxyAuthorization(URI address) {
                // What only Maven can read may not be needed: a proxy may know by other means who asks.
                return proxy(address)
                        .flatMap(ProxyRule::login)
                        .filter(login -> !login.isEncrypted())
                        .map(Server::authorization);
            }
        };
    }
}
