package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Rules on the size of things and on what is written, checked in the sources of the whole project. */
class SourceRulesTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST_METHOD = 60;
    private static final int MOST_FILES = 30;
    private static final List<String> DIVIDED = List.of("experiment", "watch", "runs", "export", "drive");

    /** Their messages name options of servers that aren't ours, or pass options to processes, and the folder in which a run is exported. */
    private static final Set<String> WORDS_OF_OTHER_PROGRAMS = Set.of("MlflowServer.java", "NotExportedException.java");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> {
                        String inside = PROJECT.relativize(file).toString().replace('\\', '/');
                        return inside.contains("src/") && !inside.contains("target/");
                    })
                    .toList();
        }
    }

    /** Looks at the syntax tree of each source. */
    private static void parse(List<Path> sources, BiConsumer<CompilationUnitTree, SourcePositions> look)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                look.accept(unit, positions);
            }
        }
    }

    @Test
    void noMethodIsLongerThanAScreen() throws IOException {
        List<String> tooLong = new ArrayList<>();
        parse(sources(), (unit, positions) -> new Methods(unit, positions, tooLong).scan(unit, null));
        assertThat(tooLong)
                .as("methods of more than " + LONGEST_METHOD + " lines")
                .isEmpty();
    }

    /** Digits, commas and letters are written the same in every language of the machine. */
    @Test
    void whatIsFormattedNamesItsLocale() throws IOException {
        List<String> nameless = new ArrayList<>();
        List<Path> shipped = sources().stream()
                .filter(file -> file.toString().replace('\\', '/').contains("/src/main/"))
                .toList();
        parse(shipped, (unit, positions) -> new Formats(unit, positions, nameless).scan(unit, null));
        assertThat(nameless).as("texts that depend on the machine's language").isEmpty();
    }

    /** What a program that embeds the runtime gets to read must not speak of commands and their options. */
    @Test
    void messagesOfLibrariesHaveNoWordsOfTheCommandLine() throws IOException {
        String commands = String.join(
                "|", new CommandLine(new NasCommand()).getSubcommands().keySet());
        Pattern word = Pattern.compile("(?<![\\w.-])nas (" + commands + ")\\b|(?<![\\w-])--[a-z]");
        List<String> found = new ArrayList<>();
        List<Path> libraries = sources().stream()
                .filter(SourceRulesTest::isOfALibrary)
                .filter(file -> !WORDS_OF_OTHER_PROGRAMS.contains(String.valueOf(file.getFileName())))
                .toList();
        parse(libraries, (unit, positions) -> new Words(unit, positions, word, found).scan(unit, null));
        assertThat(found).as("command-line words in messages of libraries").isEmpty();
    }

    private static boolean isOfALibrary(Path source) {
        String inside = PROJECT.relativize(source).toString().replace('\\', '/');
        return inside.contains("/src/main/java/")
                && !inside.startsWith("nas-cli/")
                && !inside.startsWith("samples/")
                && !inside.startsWith("benchmarks/");
    }

    @Test
    void theRuntimesPackagesStayOverseeable() throws IOException {
        for (String name : DIVIDED) {
            Path folder = PROJECT.resolve("nas-runtime/src/main/java/io/lanista/runtime")
                    .resolve(name);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.count()).as("files in " + folder).isLessThanOrEqualTo(MOST_FILES);
            }
        }
    }

    /** Notes the methods of one file that are too long. */
    private static final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long lines = line(positions.getEndPosition(unit, method)) - firstLine(method) + 1;
            if (lines > LONGEST_METHOD) {
                tooLong.add(unit.getSourceFile().getName() + ": " + method.getName() + " (" + lines + ")");
            }
            return super.visitMethod(method, nothing);
        }

        /** Annotations and documentation don't count. */
        private long firstLine(MethodTree method) {
            Tree first = method.getReturnType() == null ? method : method.getReturnType();
            return line(positions.getStartPosition(unit, first));
        }

        private long line(long position) {
            LineMap lines = unit.getLineMap();
            return position < 0 ? 0 : lines.getLineNumber(position);
        }
    }

    /** Notes the texts in one file that have certain words; one that is a whole argument of a process is no message. */
    private static final class Words extends TreeScanner<Void, Void> {
        private static final Pattern ARGUMENT = Pattern.compile("--[\\w-]+=?");

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Pattern word;
        private final List<String> found;

        Words(CompilationUnitTree unit, SourcePositions positions, Pattern word, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.word = word;
            this.found = found;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text
                    && word.matcher(text).find()
                    && !ARGUMENT.matcher(text).matches()) {
                long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, literal));
                found.add(unit.getSourceFile().getName() + ":" + line + ": " + text);
            }
            return super.visitLiteral(literal, nothing);
        }
    }

    /** Notes the calls in one file that write numbers or change letters as the machine's language has it. */
    private static final class Formats extends TreeScanner<Void, Void> {
        private static final Set<String> CASES = Set.of("toLowerCase", "toUpperCase");

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> nameless;

        Formats(CompilationUnitTree unit, SourcePositions positions, List<String> nameless) {
            this.unit = unit;
            this.positions = positions;
            this.nameless = nameless;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            if (call.getMethodSelect() instanceof MemberSelectTree method && dependsOnLanguage(method, call)) {
                long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, call));
                nameless.add(unit.getSourceFile().getName() + ":" + line + ": " + method.getIdentifier());
            }
            return super.visitMethodInvocation(call, nothing);
        }

        private static boolean dependsOnLanguage(MemberSelectTree method, MethodInvocationTree call) {
            String name = method.getIdentifier().toString();
            boolean format = name.equals("printf")
                    || (name.equals("format")
                            && method.getExpression().toString().equals("String"));
            boolean character = method.getExpression().toString().equals("Character");
            return (format && !call.getArguments().get(0).toString().startsWith("Locale."))
                    || name.equals("formatted")
                    || (CASES.contains(name) && call.getArguments().isEmpty() && !character);
        }
    }
}
