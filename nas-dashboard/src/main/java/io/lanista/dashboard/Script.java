package io.lanista.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's modules as one script, so that a page can be opened from the disk, where browsers load no modules. Each module becomes
 * a function that gives what it exports; those that it imports stand before it.
 *
 * <p>For example, {@code import {el} from './dom.js';} becomes {@code const {el} = dom;}, and {@code export function csv()} becomes
 * {@code function csv()}, with {@code csv} among what the function of its module gives. Modules import by name from files beside
 * them, on one line, and not in a circle.
 */
final class Script {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{([^}]*)\\} from '\\./([a-z]+)\\.js';\\n");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export (?=(?:async )?(?:function\\*?|class|const) (\\w+))");

    private final Map<String, String> modules = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();

    private Script() {}

    /** The script that begins with this module. */
    static String of(String first) {
        Script script = new Script();
        script.add(first);
        return String.join("", script.modules.values());
    }

    private void add(String name) {
        if (modules.containsKey(name)) {
            return;
        }
        if (open.contains(name)) {
            throw new IllegalStateException("The modules " + open + " import each other in a circle.");
        }
        open.add(name);
        String text = PageFiles.read("js/" + name + ".js");
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            add(imports.group(2));
        }
        open.remove(name);
        modules.put(name, wrapped(name, text));
    }

    private static String wrapped(String name, String text) {
        String body = IMPORT.matcher(text).replaceAll("const {$1} = $2_module;\n");
        List<String> exported = new ArrayList<>();
        Matcher exports = EXPORT.matcher(body);
        while (exports.find()) {
            exported.add(exports.group(1));
        }
        return "const " + name + "_module = (() => {\n" + exports.replaceAll("") + "return {"
                + String.join(", ", exported) + "};\n})();\n";
    }
}
