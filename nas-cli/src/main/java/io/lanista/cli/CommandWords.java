package io.lanista.cli;

import io.lanista.djl.train.LayerLatencies;
import io.lanista.install.fetch.WaysOut;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says ways out of messages in the words of the command line, which programs that embed the runtime don't have. */
final class CommandWords {
    private static final Map<String, String> SPOKEN = new LinkedHashMap<>();

    static {
        SPOKEN.put(
                LayerLatencies.WAY_OUT,
                "Maybe measure the space's layers: 'nas measure latency SPACE --to TABLE.csv'.");
        SPOKEN.put(
                WaysOut.NAME_ITS_PLACE,
                "Maybe check the name, name its repository with --repository, or add its index with 'nas plugins index add'.");
        SPOKEN.put(WaysOut.GO_ONLINE, "Maybe leave out --offline.");
        SPOKEN.put(WaysOut.NAME_THE_ARTIFACT, "Maybe say it with --as com.acme:annealing:1.0.0.");
        SPOKEN.put(WaysOut.MAKE_A_KEY, "Maybe make one: nas plugins index key FILE.");
        SPOKEN.put(WaysOut.NAME_ANOTHER_FOLDER, "Maybe name another one with --to.");
    }

    private CommandWords() {}

    /** A message with its ways out as they are typed. */
    static String in(String message) {
        String spoken = message;
        for (Map.Entry<String, String> phrase : SPOKEN.entrySet()) {
            spoken = spoken.replace(phrase.getKey(), phrase.getValue());
        }
        return spoken;
    }
}
