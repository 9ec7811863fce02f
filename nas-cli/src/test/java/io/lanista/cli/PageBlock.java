package io.lanista.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A piece of code in a page of the documentation.
 *
 * @param page the file
 * @param line the line of the page on which the code begins
 * @param info what stands behind the three backticks, such as {@code java}
 * @param given what the comment before the block says that is there already: {@code <!-- given: … -->}, which readers don't see
 * @param text the code
 */
record PageBlock(Path page, int line, String info, String given, String text) {
    private static final Pattern BLOCK = Pattern.compile(
            "(?:<!-- given: ([^\\n]*) -->\\n)?^ *```([^\\n]*)\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** All pages: README.md, CONTRIBUTING.md and those in docs/. */
    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(PROJECT.resolve("README.md"), PROJECT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    /** The blocks of all pages in this language. */
    static List<PageBlock> in(String language) throws IOException {
        List<PageBlock> blocks = new ArrayList<>();
        for (Path page : pages()) {
            of(page, Files.readString(page)).stream()
                    .filter(block -> block.info().equals(language))
                    .forEach(blocks::add);
        }
        return blocks;
    }

    /** The blocks of a page. */
    static List<PageBlock> of(Path page, String text) {
        List<PageBlock> blocks = new ArrayList<>();
        for (Matcher found = BLOCK.matcher(text); found.find(); ) {
            int line = 1 + (int) text.substring(0, found.start(3)).lines().count();
            String given = found.group(1) == null ? "" : found.group(1);
            blocks.add(new PageBlock(page, line, found.group(2), given, found.group(3)));
        }
        return blocks;
    }

    /** Where a line of the block stands; the first is 1. */
    String place(long lineOfBlock) {
        return page.getFileName() + ":" + (line + lineOfBlock - 1);
    }

    /** How a test is called that looks at this block. */
    @Override
    public String toString() {
        return place(1);
    }
}
