package io.lanista.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The HTML around the data of a page. */
final class Page {
    private Page() {}

    /**
     * A page with everything in it, which asks nobody for anything: its policy allows its own scripts, told by their hashes, and no
     * connection.
     *
     * @param data JSON
     */
    static String selfContained(String title, String footer, String data) {
        List<String> scripts = scripts();
        StringBuilder policy =
                new StringBuilder("default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src");
        StringBuilder tags = new StringBuilder();
        for (String script : scripts) {
            policy.append(" 'sha256-").append(hash(script)).append('\'');
            tags.append("<script>").append(script).append("</script>\n");
        }
        return filled(Map.of(
                "policy", "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">",
                "title", escaped(title),
                "styles", "<style>" + styles() + "</style>",
                "footer", escaped(footer),
                "data", inScript(data),
                "scripts", tags.toString()));
    }

    /**
     * The page of a server, whose scripts and data are at addresses below it.
     *
     * @param control whether runs can be paused, cancelled and started from it
     */
    static String live(boolean control) {
        return filled(
                Map.of(
                        "policy", "",
                        "title", "Lanista",
                        "styles", "<link rel=\"stylesheet\" href=\"style.css\">",
                        "footer", "",
                        "data", "{\"mode\":\"dashboard\",\"control\":" + control + "}",
                        "scripts",
                                "<script src=\"uplot.js\"></script>\n<script src=\"dagre.js\"></script>\n<script src=\"app.js\"></script>"));
    }

    /** What runs in the page: the libraries, and our own. */
    static List<String> scripts() {
        return List.of(
                PageFiles.library("uPlot", "uPlot.iife.min.js"),
                PageFiles.library("dagre", "dagre.min.js"),
                "'use strict';\n" + Script.of("app"));
    }

    static String styles() {
        return PageFiles.read("vendor/uPlot.min.css") + "\n" + PageFiles.read("style.css");
    }

    private static String filled(Map<String, String> values) {
        Map<String, String> left = new LinkedHashMap<>(values);
        StringBuilder page = new StringBuilder();
        String template = PageFiles.read("page.html");
        int from = 0;
        int at = template.indexOf("${");
        while (at >= 0) {
            int end = template.indexOf('}', at);
            page.append(template, from, at).append(left.remove(template.substring(at + 2, end)));
            from = end + 1;
            at = template.indexOf("${", from);
        }
        return page.append(template.substring(from)).toString();
    }

    /** A text in HTML. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** JSON within a script element, which nothing in it may end. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
