package io.lanista.cli;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles what pages show in Java, against the class path of the tests. A block with a class at the beginning of a line is members of
 * a class, any other is statements of a method; what {@code given} says is declared beside. A class that isn't imported is looked for
 * among Lanista's, then in {@code java.util}, then among DJL's, then among all others. A line that is nothing but an ellipsis is left out.
 */
final class JavaOfPages {
    private static final Pattern CLASS = Pattern.compile(
            "^(?:(?:public|final|abstract|static) )*(?:class|interface|record|enum) ", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?[\\w.*]+;$", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[A-Z]\\w*");
    private static final Pattern NO_CODE = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|//[^\\n]*");
    private static final String LINT = "-Xlint:all,-serial,-try,-processing,-classfile";
    private static final List<String> ORDER = List.of("io.lanista.", "java.util.", "ai.djl.", "java.", "");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Map<String, List<String>> classes = new LinkedHashMap<>();

    JavaOfPages() throws IOException {
        try (JavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            for (JavaFileObject file :
                    files.list(StandardLocation.CLASS_PATH, "", EnumSet.of(JavaFileObject.Kind.CLASS), true)) {
                know(files.inferBinaryName(StandardLocation.CLASS_PATH, file));
            }
            for (JavaFileManager.Location module : files.listLocationsForModules(StandardLocation.SYSTEM_MODULES)
                    .iterator()
                    .next()) {
                for (String root : List.of("java", "com.sun.net")) {
                    for (JavaFileObject file : files.list(module, root, EnumSet.of(JavaFileObject.Kind.CLASS), true)) {
                        know(files.inferBinaryName(module, file));
                    }
                }
            }
        }
    }

    private void know(String name) {
        if (!name.contains("$")) {
            classes.computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), n -> new ArrayList<>())
                    .add(name);
        }
    }

    /** What is wrong with a block, each with its place in the page; empty if it compiles without a warning. */
    List<String> problems(PageBlock block) throws IOException {
        String code = block.text().replaceAll("(?m)^\\s*…$", "");
        String imports = IMPORT.matcher(code).results().map(MatchResult::group).collect(Collectors.joining());
        String body = IMPORT.matcher(code).replaceAll("");
        boolean members = CLASS.matcher(body).find();
        // All that is added stands on the first line and behind the last, so that lines keep their numbers.
        String source = imports + imports(body + block.given(), imports)
                + "@SuppressWarnings(\"unused\") abstract class Block {"
                + block.given() + (members ? "" : "void block() throws Exception {") + "\n" + body
                + (members ? "" : "}") + "}";
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavacTask task = (JavacTask)
                compiler.getTask(null, null, found, List.of("-proc:none", LINT), null, List.of(new Source(source)));
        task.analyze();
        return found.getDiagnostics().stream()
                .filter(told -> told.getKind() != Diagnostic.Kind.NOTE)
                .map(told -> block.place(told.getLineNumber() - 1) + ": " + told.getMessage(java.util.Locale.ROOT))
                .toList();
    }

    private String imports(String code, String written) {
        String plain = NO_CODE.matcher(code).replaceAll("");
        Set<String> names =
                NAME.matcher(plain).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
        StringBuilder imports = new StringBuilder();
        for (String name : names) {
            if (!code.matches("(?s).*\\b(?:class|interface|record|enum) " + name + "\\b.*")
                    && !written.contains("." + name + ";")) {
                imported(name)
                        .forEach(
                                known -> imports.append("import ").append(known).append(";"));
            }
        }
        return imports.toString();
    }

    /** The classes of this name in the first place that has any: one, or those between which the compiler can't choose. */
    private List<String> imported(String name) {
        List<String> named = classes.getOrDefault(name, List.of()).stream()
                .filter(JavaOfPages::isPublic)
                .toList();
        for (String prefix : ORDER) {
            List<String> there =
                    named.stream().filter(known -> known.startsWith(prefix)).toList();
            if (!there.isEmpty()) {
                return there.get(0).startsWith("java.lang.") && there.get(0).indexOf('.', 10) < 0 ? List.of() : there;
            }
        }
        return List.of();
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name, false, JavaOfPages.class.getClassLoader())
                    .getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** A source that is no file. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("page:///Block.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
