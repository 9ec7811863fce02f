package io.lanista.runtime.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Says why a bundle can't be wired. It compares the bundle's requirements with what the others offer; what the framework itself
 * says about it is never parsed.
 */
final class ResolveDiagnosis {
    private static final Pattern JAVA_VERSION = Pattern.compile("version>?=([0-9.]+)");

    private final List<Bundle> bundles;
    private final int javaVersion;

    ResolveDiagnosis(List<Bundle> bundles, int javaVersion) {
        this.bundles = bundles;
        this.javaVersion = javaVersion;
    }

    /** One sentence for each thing that the bundle needs and doesn't get; at least one. */
    List<String> explain(Bundle bundle) {
        Map<String, HeaderClause> imports = importsOf(bundle);
        List<String> sentences = new ArrayList<>();
        List<String> waitingFor = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            if (isMandatory(requirement)) {
                List<BundleCapability> fitting = fitting(requirement);
                if (fitting.isEmpty()) {
                    sentences.add(missing(requirement, imports));
                } else if (fitting.stream().noneMatch(ResolveDiagnosis::isWired)) {
                    waitingFor.add(ownerOf(fitting.get(0)));
                }
            }
        }
        if (sentences.isEmpty()) {
            sentences.add(
                    waitingFor.isEmpty()
                            ? "can't be wired: two of the packages that it imports come with different copies of a third (a"
                                    + " 'uses' conflict). Maybe take one of the other plug-ins away."
                            : "needs " + waitingFor.get(0) + ", which was refused itself.");
        }
        return sentences;
    }

    private static Map<String, HeaderClause> importsOf(Bundle bundle) {
        Map<String, HeaderClause> imports = new LinkedHashMap<>();
        for (HeaderClause clause : HeaderClause.parse(bundle.getHeaders("").get(Constants.IMPORT_PACKAGE))) {
            clause.paths().forEach(name -> imports.put(name, clause));
        }
        return imports;
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().getOrDefault(Constants.RESOLUTION_DIRECTIVE, "mandatory");
        boolean dynamic = PackageNamespace.RESOLUTION_DYNAMIC.equals(resolution);
        return !dynamic && !Constants.RESOLUTION_OPTIONAL.equals(resolution);
    }

    private List<BundleCapability> fitting(BundleRequirement requirement) {
        return capabilities(requirement.getNamespace()).stream()
                .filter(requirement::matches)
                .toList();
    }

    private List<BundleCapability> capabilities(String namespace) {
        List<BundleCapability> all = new ArrayList<>();
        for (Bundle bundle : bundles) {
            all.addAll(bundle.adapt(BundleRevision.class).getDeclaredCapabilities(namespace));
        }
        return all;
    }

    private String missing(BundleRequirement requirement, Map<String, HeaderClause> imports) {
        String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> missingPackage(filter, imports);
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> missingJava(filter);
            case BundleNamespace.BUNDLE_NAMESPACE ->
                "requires the bundle "
                        + valueIn(filter, BundleNamespace.BUNDLE_NAMESPACE)
                        + ", which is not there. Add it to the plug-in folder, or import the packages that are used instead.";
            default ->
                "requires the capability " + requirement.getNamespace() + " " + filter
                        + ", which nothing here offers. Maybe its build asks for more than the plug-in needs.";
        };
    }

    private String missingPackage(String filter, Map<String, HeaderClause> imports) {
        String name = valueIn(filter, PackageNamespace.PACKAGE_NAMESPACE);
        HeaderClause clause = imports.get(name);
        String range = clause == null ? "" : clause.attributes().getOrDefault(Constants.VERSION_ATTRIBUTE, "");
        String wanted = range.isEmpty() ? name : name + " " + range;
        List<BundleCapability> others = capabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .filter(c -> name.equals(c.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE)))
                .toList();
        if (others.isEmpty()) {
            return "needs the package " + wanted
                    + ", which neither this host nor another plug-in offers. Put its library"
                    + " inside the plug-in, or add the bundle that exports it to the plug-in folder.";
        }
        BundleCapability nearest = others.get(0);
        Version offered = (Version) nearest.getAttributes().get(Constants.VERSION_ATTRIBUTE);
        boolean host = nearest.getRevision().getBundle().getBundleId() == 0;
        return "needs " + wanted + "; " + (host ? "this host" : ownerOf(nearest)) + " offers " + offered + ". Maybe "
                + (host
                        ? "use a release of the plug-in that was built for " + offered + "."
                        : "add the version that it needs.");
    }

    private String missingJava(String filter) {
        Matcher version = JAVA_VERSION.matcher(filter);
        return "needs Java " + (version.find() ? version.group(1) : filter) + ", this is " + javaVersion
                + ". Run the host on a newer JDK, or build the plug-in for Java " + javaVersion + ".";
    }

    private static boolean isWired(BundleCapability capability) {
        return capability.getRevision().getBundle().adapt(BundleWiring.class) != null;
    }

    private static String ownerOf(BundleCapability capability) {
        Bundle bundle = capability.getRevision().getBundle();
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private static String valueIn(String filter, String attribute) {
        Matcher value = Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]*)\\)")
                .matcher(filter);
        return value.find() ? value.group(1) : filter;
    }
}
